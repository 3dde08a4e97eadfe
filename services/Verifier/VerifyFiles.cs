using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Verifier;

/// <summary>
/// Checks reports, proofs of entries, certificates and the file of a witness against public keys. It asks no service and no database, and
/// believes nothing but the keys.
/// </summary>
public static class VerifyFiles
{
    const int Right = 0, Wrong = 1, Unreadable = 2;

    /// <summary>Checks the files that the command line names, and tells what was found.</summary>
    /// <returns>0 when all is right, 1 when something is wrong, 2 when a file or the command line can't be read.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        if (CommandLine.Read(args) is not { } files)
        {
            await output.WriteLineAsync(CommandLine.Usage);
            return Unreadable;
        }

        var file = files.Keys;
        try
        {
            var keys = PublicKeys.Parse(await File.ReadAllTextAsync(file, ct));
            var findings = new Findings(output);
            WitnessedHeads? witness = null;
            if (files.Witness is not null)
            {
                file = files.Witness;
                findings.Begin(file);
                using var reader = new StreamReader(file);
                witness = await WitnessedHeads.ReadAsync(reader, keys, findings, ct);
            }

            var heads = new List<SignedTreeHead>();
            foreach (var report in files.Reports)
            {
                file = report;
                findings.Begin(file);
                var signed = SignedReport.Read(await File.ReadAllBytesAsync(file, ct));
                CheckReport.Run(signed, keys, witness, findings);
                heads.AddRange(signed.Head is null ? [] : [signed.Head]);
            }

            foreach (var proof in files.Proofs)
            {
                file = proof;
                findings.Begin(file);
                var read = JsonSerializer.Deserialize<EntryProof>(await File.ReadAllBytesAsync(file, ct), JsonSerializerOptions.Web)
                    ?? throw new JsonException("The file is no proof.");
                CheckProof.Run(read, heads, keys, witness, findings);
            }

            foreach (var certificate in files.Certificates)
            {
                file = certificate;
                findings.Begin(file);
                var read = JsonSerializer.Deserialize<CreditCertificate>(await File.ReadAllBytesAsync(file, ct), JsonSerializerOptions.Web)
                    ?? throw new JsonException("The file is no certificate.");
                CheckCertificate.Run(read, keys, witness, findings);
            }

            findings.End();
            return findings.Wrong == 0 ? Right : Wrong;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or JsonException or CryptographicException or FormatException)
        {
            await output.WriteLineAsync($"无法读取 can't be read: {file}: {failure.Message}");
            return Unreadable;
        }
    }
}
