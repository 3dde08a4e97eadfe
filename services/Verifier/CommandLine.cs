namespace Marketplace.Verifier;

/// <summary>Which files are to be checked.</summary>
sealed record CommandLine
{
    public const string Usage =
        """
        用法 Usage:
          Verifier --keys <公钥 public-keys.pem> [报告 report.signed.json …] [--witness <见证 witness.jsonl>] [--proof <证明 proof.json> …]
                                                [--certificate <凭证 certificate.json> …]

          report.signed.json   GET /credits/snapshots/{snapshotId}?format=signed
          public-keys.pem      平台公钥，应另行取得并留存 the public keys, got from another source than the report and kept
          witness.jsonl        账本头见证文件 the file of signed heads, as the witness keeps it
          proof.json           GET /credits/ledger/entries/{entryId}/proof?head={账本头编号 number of the report's head}
          certificate.json     GET /credits/entries/{entryId}/certificate

        退出码 Exit code: 0 全部相符 all is right · 1 有不符 something is wrong · 2 无法读取 could not be read
        """;

    public required string Keys { get; init; }

    public string? Witness { get; init; }

    public required IReadOnlyList<string> Reports { get; init; }

    public required IReadOnlyList<string> Proofs { get; init; }

    public required IReadOnlyList<string> Certificates { get; init; }

    /// <returns>Null when it was not understood, or names nothing to check.</returns>
    public static CommandLine? Read(IReadOnlyList<string> args)
    {
        string? keys = null, witness = null;
        List<string> reports = [], proofs = [], certificates = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                reports.Add(args[i]);
                continue;
            }

            if (i + 1 == args.Count)
            {
                return null;
            }

            var file = args[++i];
            switch (args[i - 1])
            {
                case "--keys":
                    keys = file;
                    break;
                case "--witness":
                    witness = file;
                    break;
                case "--proof":
                    proofs.Add(file);
                    break;
                case "--certificate":
                    certificates.Add(file);
                    break;
                default:
                    return null;
            }
        }

        return keys is null || (witness is null && reports.Count + proofs.Count + certificates.Count == 0)
            ? null
            : new CommandLine { Keys = keys, Witness = witness, Reports = reports, Proofs = proofs, Certificates = certificates };
    }
}
