using System.Text;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Storage;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Witness;

/// <summary>
/// A file that is only ever added to, a head a line, each on the disk before it counts as written. The file alone says how far it has come,
/// so a database that was set back is noticed; half a line that a crash left behind stays, and its head is written again.
/// </summary>
public sealed class FileWitness(IOptions<WitnessOptions> options) : IWitness
{
    const byte LineFeed = (byte)'\n';

    /// <summary>The last whole line lies within so many bytes of the end, also behind one that is torn.</summary>
    const int TailBytes = 8_192;

    public async Task<WitnessedHead?> LastAsync(CreditingDb db, CancellationToken ct)
    {
        if (!File.Exists(options.Value.File))
        {
            return null;
        }

        await using var file = new FileStream(
            options.Value.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, TailBytes, FileOptions.Asynchronous);
        return await LastAsync(file, ct);
    }

    public async Task<bool> WriteAsync(CreditingDb db, IReadOnlyList<SignedTreeHead> heads, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Value.File))!);

        // Another that was quicker is noticed by the last line.
        await using var turn = TakeTurn($"{options.Value.File}.lock");
        if (turn is null)
        {
            return false;
        }

        await using var file = new FileStream(
            options.Value.File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, TailBytes, FileOptions.Asynchronous);
        var last = (await LastAsync(file, ct))?.Number ?? 0;
        var lines = new StringBuilder();
        if (file.Length > 0 && await LastByteAsync(file, ct) != LineFeed)
        {
            lines.Append('\n');
        }

        foreach (var head in heads.Where(head => head.Number > last))
        {
            lines.Append(WitnessFile.Line(head)).Append('\n');
        }

        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), ct);
        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>One process writes at a time, which a file beside says, so that readers are in nobody's way.</summary>
    /// <returns>Null while another writes.</returns>
    static FileStream? TakeTurn(string lockFile)
    {
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(lockFile))
        {
            return null;
        }
    }

    static async Task<WitnessedHead?> LastAsync(FileStream file, CancellationToken ct)
    {
        var tail = new byte[Math.Min(TailBytes, file.Length)];
        file.Seek(-tail.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(tail, ct);

        // What follows the last line feed was never finished, and counts as not written even where it can be read.
        var lines = Encoding.UTF8.GetString(tail).Split('\n')[..^1];
        return lines.Reverse().Select(WitnessFile.Parse).FirstOrDefault(head => head is not null) is { } last
            ? new WitnessedHead(last.Number, last.ChainHash)
            : tail.Length < TailBytes
                ? null
                : throw new InvalidDataException($"There is no signed head among the last lines of {file.Name}.");
    }

    static async Task<int> LastByteAsync(FileStream file, CancellationToken ct)
    {
        var last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        await file.ReadExactlyAsync(last, ct);
        return last[0];
    }
}
