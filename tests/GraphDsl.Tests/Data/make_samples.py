"""Writes PickleSamples.cs, NpySamples.cs and RandomStateSamples.cs beside this file: what Python and NumPy themselves write.

Run with a Python 3 that has NumPy 1.x. Python 2's pickles are written by a pickler that stores byte strings the way
Python 2 stored its str; the newer module names of NumPy 2 are put into place of the old ones.
"""
import base64
import gzip
import hashlib
import io
import pathlib
import pickle
import struct

import numpy as np

HERE = pathlib.Path(__file__).parent


class Python2Pickler(pickle._Pickler):
    """Stores bytes as Python 2 stored str, and str as Python 2 stored unicode."""

    def save_bytes(self, value):
        if self.proto == 0:
            self.write(b"S" + repr(value)[1:].encode("ascii") + b"\n")
        elif len(value) < 256:
            self.write(b"U" + bytes([len(value)]) + value)
        else:
            self.write(b"T" + struct.pack("<i", len(value)) + value)
        self.memoize(value)

    dispatch = dict(pickle._Pickler.dispatch)
    dispatch[bytes] = save_bytes


def python2(value, protocol):
    out = io.BytesIO()
    Python2Pickler(out, protocol).dump(value)
    return out.getvalue().replace(b"cbuiltins\n", b"c__builtin__\n")


def newer_names(data):
    """numpy.core -> numpy._core, with the lengths and the frame that hold it."""
    if data[1] < 4:
        return data.replace(b"numpy.core.", b"numpy._core.")
    grown = 0
    for name in (b"numpy.core.multiarray", b"numpy.core.numeric"):
        old = b"\x8c" + bytes([len(name)]) + name
        new = b"\x8c" + bytes([len(name) + 1]) + name.replace(b".core.", b"._core.")
        grown += data.count(old)
        data = data.replace(old, new)
    assert data[2] == 0x95
    length = struct.unpack("<Q", data[3:11])[0]
    return data[:3] + struct.pack("<Q", length + grown) + data[11:]


f32 = (np.arange(6, dtype=np.float32).reshape(2, 3) - 2.5)
everything = {
    "float32": f32,
    "float64 fortran": np.asfortranarray(f32.astype(np.float64)),
    "int64 big": np.array([1, -2, 1 << 40], dtype=">i8"),
    "int32 fortran big": np.asfortranarray(np.arange(24, dtype=">i4").reshape(2, 3, 4)),
    "bool": np.array([True, False, True]),
    "float16": np.array([0.5, -65504], dtype=np.float16),
    "uint8": np.array([[0, 255]], dtype=np.uint8),
    "int8": np.array([-128, 127], dtype=np.int8),
    "int16": np.array([-32768, 32767], dtype=np.int16),
    "uint16": np.array([65535], dtype=np.uint16),
    "uint32": np.array([4294967295], dtype=np.uint32),
    "uint64": np.array([18446744073709551615], dtype=np.uint64),
    "rank 0": np.array(7.5),
    "empty": np.zeros((0, 3), dtype=np.float32),
    "scalars": [np.float32(1.5), np.int64(-3), np.bool_(True)],
    "numbers": (0, 255, 256, 65536, -1, -(1 << 31), 1 << 31, -(1 << 63), 1 << 63, -(1 << 100), 0.1, -0.0, float("inf"), True, False, None),
    "texts": ["", "plain", "\u00e9\u20ac\U0001f600\n\\u0041", b"", b"\x00\xff'\"\\\n\r\t", b"x" * 300],
    "containers": [(), [], {}, (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {(1, "a"): b"v", 2: [3]}],
    "sets": [{1, 2}, frozenset([3]), bytearray(b"ab")],
}
shared = [1]
everything["shared"] = [shared, shared]

python2_part = {k: v for k, v in everything.items() if k not in ("sets",)}
large = (
    (np.arange(3000) % 7).astype(np.float32),
    np.asfortranarray((np.arange(3000) % 5).astype(np.int64).reshape(60, 50)),
    (np.arange(3000) % 3).astype(">f8"),
    np.arange(5000) % 2 == 0,
    (np.arange(5000) % 11).astype(np.uint8),
)

samples = {f"Protocol{p}": pickle.dumps(everything, p) for p in range(6)}
samples |= {f"Python2Protocol{p}": python2(python2_part, p) for p in range(3)}
samples |= {f"NewerNames{p}": newer_names(pickle.dumps((f32, np.asfortranarray(f32), np.float32(2)), p)) for p in (2, 4, 5)}
samples |= {f"LargeProtocol{p}": pickle.dumps(large, p) for p in range(6)}
samples["LargePython2"] = python2(large, 2)
plain = {
    "numbers": (0, 255, 256, 65536, -1, -(1 << 31), 1 << 31, -(1 << 63), 0.1, -0.0, 1e300, True, False, None),
    "texts": ["", "plain", "\u00e9\u20ac", b"", b"\x00\xff'\"\\\n\r\t", b"x" * 300],
    "containers": [(), [], {}, (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {1: "v", "k": [3]}, [[[(([],),)]]]],
    "array": f32,
    "fortran": np.asfortranarray(np.arange(6, dtype=np.int64).reshape(2, 3)),
}
samples |= {f"PlainProtocol{p}": pickle.dumps(plain, p) for p in range(5)}
samples |= {f"PlainPython2Protocol{p}": python2(plain, p) for p in range(3)}
samples["TwoPickles"] = pickle.dumps(1, 4) + pickle.dumps("two", 4)


def lines(text, indent):
    return (" +\n" + indent).join(f'"{text[i:i + 120]}"' for i in range(0, len(text), 120))


def write_samples(name, summary, samples):
    with open(HERE / f"{name}.cs", "w", newline="\n") as out:
        out.write("using System.IO.Compression;\n\nnamespace GraphDsl.Tests.Data;\n\n")
        out.write(f"/// <summary>{summary}, made by make_samples.py.</summary>\n")
        out.write(f"internal static class {name}\n{{\n")
        for key, data in samples.items():
            text = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
            out.write(f"    public static byte[] {key} => Inflate(\n        {lines(text, '        ')});\n\n")
        out.write("""    private static byte[] Inflate(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
""")


def npy(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version)
    return out.getvalue()


def npz(save):
    out = io.BytesIO()
    save(out, W=f32, b=np.arange(3, dtype=np.int64), **{"a.name/with parts": np.array(2.5), "zeros": np.zeros((1000, 20))})
    return out.getvalue()


write_samples("PickleSamples", "Pickles as Python and NumPy write them", samples)
write_samples("NpySamples", "Files as NumPy writes them", {
    "Float32": npy(f32),
    "Bool": npy(np.array([True, False, True])),
    "Int64": npy(np.array([[1, -2, 1 << 40]])),
    "Half": npy(np.array([0.5, -2], dtype=np.float16)),
    "UInt8": npy(np.arange(256, dtype=np.uint8)),
    "Scalar": npy(np.array(7.5)),
    "Empty": npy(np.zeros((0, 3), dtype=np.float32)),
    "Rank4": npy(np.arange(120, dtype=np.int32).reshape(2, 3, 4, 5)),
    "Fortran": npy(np.asfortranarray(np.arange(24, dtype=np.float64).reshape(2, 3, 4))),
    "BigEndian": npy(np.array([1.5, -2.5], dtype=">f8")),
    "Version2": npy(f32, (2, 0)),
    "Version3": npy(f32, (3, 0)),
    "Objects": npy(np.array([None])),
    "Structured": npy(np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")])),
    "Npz": npz(np.savez),
    "NpzCompressed": npz(np.savez_compressed),
})


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


with open(HERE / "RandomStateSamples.cs", "w", newline="\n") as out:
    out.write("namespace GraphDsl.Tests.Data;\n\n")
    out.write("/// <summary>SHA-256 of what NumPy's RandomState draws, made by make_samples.py.</summary>\n")
    out.write("internal static class RandomStateSamples\n{\n")
    rows = []
    for seed in (0, 1234, 4294967295):
        r = np.random.RandomState(seed)
        rows.append((f"Uniform{seed}", digest(r.uniform(-0.3, 0.7, size=(100, 1000)))))
        rows.append((f"UniformFloat{seed}", digest(r.uniform(-1, 1, size=99999).astype(np.float32))))
        rows.append((f"Normal{seed}", digest(r.normal(2.0, 3.0, size=99999))))
        rows.append((f"NormalAgain{seed}", digest(r.normal(0.0, 1.0, size=1001))))
        rows.append((f"RandInt{seed}", digest(r.randint(-5, 1000, size=100000))))
        rows.append((f"RandIntAll32{seed}", digest(r.randint(0, 1 << 32, size=1000))))
        rows.append((f"RandInt64{seed}", digest(r.randint(-(1 << 62), 1 << 62, size=10000))))
        rows.append((f"RandIntFull{seed}", digest(r.randint(-(1 << 63), (1 << 63) - 1, size=1000))))
        rows.append((f"RandIntOne{seed}", digest(r.randint(7, 8, size=10))))
        rows.append((f"Permutation{seed}", digest(r.permutation(50000))))
        rows.append((f"After{seed}", digest(r.uniform(0, 1, size=10))))
    for name, value in rows:
        out.write(f'    public const string {name} = "{value}";\n')
    out.write("}\n")
