namespace GraphDsl;

/// <summary>The checksum of zip files (CRC-32, reversed polynomial 0xEDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Continues a checksum; 0 begins one.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var t = Tables;
        var crc = ~checksum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc ^= (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc = t[7][crc & 0xff] ^ t[6][crc >> 8 & 0xff] ^ t[5][crc >> 16 & 0xff] ^ t[4][crc >> 24]
                ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]];
        }

        foreach (var value in bytes)
            crc = crc >> 8 ^ t[0][(crc ^ value) & 0xff];
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var slice = 0; slice < 8; slice++)
        {
            tables[slice] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                if (slice > 0)
                {
                    var before = tables[slice - 1][i];
                    tables[slice][i] = before >> 8 ^ tables[0][before & 0xff];
                    continue;
                }

                var crc = i;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
                tables[0][i] = crc;
            }
        }

        return tables;
    }
}
