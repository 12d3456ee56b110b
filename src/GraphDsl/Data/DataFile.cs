namespace GraphDsl;

/// <summary>Opening files to read and writing them whole or not at all.</summary>
internal static class DataFile
{
    /// <summary>Opens a file to read; one that is missing is named by its full path and purpose.</summary>
    public static FileStream Open(string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw Directory.Exists(path)
                ? new IOException($"{path}: expected a {what} file, found a folder")
                : new FileNotFoundException($"{Path.GetFullPath(path)}: the {what} file is not there", path);
        }

        return new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
    }

    /// <summary>Makes the exceptions of a reader: the file or format, the position, what is wrong.</summary>
    public static Func<string, long, Exception?, DataFormatException> Failure(string name) => (message, position, cause) =>
        new DataFormatException($"{name}, byte {position}: {message}", cause) { Position = position };

    /// <summary>
    /// Writes a file by way of a temporary one in the same folder, which takes its place when it is complete and on
    /// the disk: a failure on the way leaves what was there before.
    /// </summary>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder)) throw new DirectoryNotFoundException($"{full}: the folder is not there");
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? ".", $".{Path.GetFileName(full)}.{Guid.NewGuid():n}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
