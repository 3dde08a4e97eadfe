using System.Runtime.CompilerServices;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Crediting.Audit;

/// <summary>The file of a witness as it was when the verification began; heads that are written meanwhile are not looked at.</summary>
sealed class WitnessCopy
{
    readonly long _lines;

    WitnessCopy(string file, long lines) => (File, _lines) = (file, lines);

    /// <summary>Its path.</summary>
    public string File { get; }

    /// <summary>Opens the file before the database is looked at, so that it holds nothing that the database does not.</summary>
    /// <exception cref="InvalidOperationException">It can't be read.</exception>
    public static async Task<WitnessCopy> OpenAsync(string file, CancellationToken ct)
    {
        try
        {
            var lines = 0L;
            using var reader = Reader(file);
            while (await reader.ReadLineAsync(ct) is not null)
            {
                lines++;
            }

            return new WitnessCopy(file, lines);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The witness {file} can't be read: {failure.Message}", failure);
        }
    }

    /// <summary>Its heads, in the order of the file.</summary>
    public async IAsyncEnumerable<SignedTreeHead> HeadsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = Reader(File);
        for (var line = 0L; line < _lines && await reader.ReadLineAsync(ct) is { } text; line++)
        {
            if (WitnessFile.Parse(text) is { } head)
            {
                yield return head;
            }
        }
    }

    static StreamReader Reader(string file) =>
        new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
}
