using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Testing.Servers;

namespace Marketplace.Verifier.Tests;

/// <summary>A report of a ledger of three blocks with two entries each, signed by a key that the test has, in files.</summary>
sealed class SignedFiles : IDisposable
{
    const int Blocks = 3;
    const int EntriesOfBlock = 2;

    static readonly DateTimeOffset At = new(2026, 11, 10, 16, 0, 0, TimeSpan.Zero);

    static readonly Guid Line = new(5, 0, 0, [0, 0, 0, 0, 0, 0, 0, 5]);
    static readonly Guid Pairing = new(6, 0, 0, [0, 0, 0, 0, 0, 0, 0, 6]);

    readonly TestFolder _folder = TestFolder.Create("verifier");
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly List<byte[][]> _leaves = [];
    readonly List<SealedBlock> _blocks = [];

    public SignedFiles()
    {
        Seal();
        Heads = [.. Enumerable.Range(1, Blocks).Select(Head)];
        Report = Signed(new IssuedReport
        {
            Number = "R1-2026-10-330200",
            Report = "R1",
            Month = "2026-10",
            RegionId = "330200",
            CutOffAt = At,
            BlockNo = 2,
            LastEntryNo = 4,
            ChainHash = Heads[1].ChainHash,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(Content)),
            MadeAt = At.AddSeconds(1),
            IsFinal = true,
            KeyId = KeyId,
            Signature = "",
        });
        var signature = new OfficialSignature
        {
            SignatureNo = 1,
            SignedBy = "li.wei",
            Role = "official",
            RegionId = "330200",
            Tier = "City",
            Level = "Prefecture",
            TokenId = "token-1",
            SignedAt = At.AddDays(1),
            Note = "已核\n无误",
            Before = new string('0', 64),
            KeyId = KeyId,
            Signature = "",
        };
        Signature = signature with { Signature = Sign(signature.SignedText(Report)) };
        WriteKeys(_key.ExportSubjectPublicKeyInfo());
        WriteWitness(Heads);
        WriteReport();
    }

    /// <summary>As the service writes it: not as a JSON library would write it again.</summary>
    public byte[] Content { get; } = Encoding.UTF8.GetBytes("""{"header":{"title":"结对消费协作进度表"},"rows":[{"fen":100,"text":"a\/b"}]}""");

    public string KeyId => PublicKeys.IdOf(_key.ExportSubjectPublicKeyInfo());

    public IReadOnlyList<SignedTreeHead> Heads { get; }

    public IssuedReport Report { get; }

    public OfficialSignature Signature { get; }

    public string ReportPath => _folder.File("report.json");

    public string KeysPath => _folder.File("public-keys.pem");

    public string WitnessPath => _folder.File("witness.jsonl");

    public string ProofPath => _folder.File("proof.json");

    public string CertificatePath => _folder.File("certificate.json");

    public IssuedReport Signed(IssuedReport report) => report with { Signature = Sign(report.SignedText()) };

    public SignedTreeHead Signed(SignedTreeHead head) => head with { Signature = Sign(head.SignedText()) };

    public void WriteReport(
        IssuedReport? report = null, byte[]? content = null, SignedTreeHead? head = null, params OfficialSignature[] signatures) =>
        File.WriteAllBytes(
            ReportPath,
            SignedReport.Write(report ?? Report, content ?? Content, head ?? Heads[1], signatures is [] ? [Signature] : signatures));

    public void WriteWitness(IEnumerable<SignedTreeHead> heads) => File.WriteAllLines(WitnessPath, heads.Select(WitnessFile.Line));

    public void WriteKeys(params byte[][] keys) => File.WriteAllText(KeysPath, new PublicKeys(keys).ToPem());

    public EntryProof Proof(int block, int head) => new()
    {
        EntryId = EntryId(block),
        EntryNo = _blocks[block - 1].FirstEntryNo,
        Canonical = Canonical(block, 0),
        LeafHash = Convert.ToHexStringLower(_leaves[block - 1][0]),
        Block = _blocks[block - 1],
        ChainHashBefore = block == 1 ? new string('0', 64) : _blocks[block - 2].ChainHash,
        LeafIndex = 0,
        Leaves = EntriesOfBlock,
        LeafPath = Hex(MerkleTree.AuditPath(0, _leaves[block - 1])),
        BlockIndex = block - 1,
        BlockPath = Hex(MerkleTree.AuditPath(block - 1, TreeLeaves(head))),
        Head = Heads[head - 1],
    };

    /// <summary>The certificate of the first entry of the second block.</summary>
    public CreditCertificate Certificate()
    {
        var proof = Proof(block: 2, head: 2);
        return Signed(new CreditCertificate
        {
            Number = "2026-10-000003",
            Sale = new CertifiedSale
            {
                LineId = Line,
                AcceptanceNo = 1,
                ShareNo = 1,
                PurchaseNumber = "20261009-000001",
                UnitId = Guid.Empty,
                UnitName = "某学校",
                SupplierId = Guid.Empty,
                SupplierName = "某合作社",
                ProductName = "青花椒",
                TradeUnit = "箱",
                OriginName = "金阳县",
                Accepted = Quantity.Of(3),
                AmountFen = 100,
            },
            Entry = new CertifiedEntry
            {
                EntryId = proof.EntryId,
                EntryNo = proof.EntryNo,
                EntryType = "Original",
                Scheme = "EastWest",
                Tier = "County",
                HolderId = Pairing,
                HolderVersion = 2,
                EastName = "镇海区",
                WestName = "金阳县",
                Mode = "DirectPurchase",
                AmountFen = 100,
                SubsidisedFen = 0,
                Quantity = Quantity.Of(3),
                RecognitionDate = new DateOnly(2026, 10, 9),
                EventDate = new DateOnly(2026, 10, 9),
                PostingPeriod = "2026-10",
                Reason = "PairingMatched",
                Rule = "CR-08",
                Words = new BilingualText("予以认定。", "Credited."),
                RuleSetVersion = 1,
                PostedAt = At,
            },
            Proof = proof,
            KeyId = KeyId,
            Signature = "",
        });
    }

    public CreditCertificate Signed(CreditCertificate certificate) =>
        certificate with { Signature = Sign(certificate.SignedText()) };

    public void WriteCertificate(CreditCertificate certificate) =>
        File.WriteAllBytes(CertificatePath, JsonSerializer.SerializeToUtf8Bytes(certificate, JsonSerializerOptions.Web));

    public void WriteProof(EntryProof proof) =>
        File.WriteAllBytes(ProofPath, JsonSerializer.SerializeToUtf8Bytes(proof, JsonSerializerOptions.Web));

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    string Sign(string text) => Convert.ToBase64String(
        _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    void Seal()
    {
        var before = new byte[32];
        for (var block = 1; block <= Blocks; block++)
        {
            byte[][] leaves = [.. Enumerable.Range(0, EntriesOfBlock)
                .Select(index => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(Canonical(block, index))))];
            var (first, root) = (((block - 1) * EntriesOfBlock) + 1, MerkleTree.Root(leaves));
            before = SealedBlock.Chain(before, first, first + EntriesOfBlock - 1, root);
            _leaves.Add(leaves);
            _blocks.Add(new SealedBlock
            {
                BlockNo = block,
                FirstEntryNo = first,
                LastEntryNo = first + EntriesOfBlock - 1,
                Root = Convert.ToHexStringLower(root),
                ChainHash = Convert.ToHexStringLower(before),
                SealedAt = At,
            });
        }
    }

    SignedTreeHead Head(int number) => Signed(new SignedTreeHead
    {
        Number = number,
        Entries = number * EntriesOfBlock,
        ChainHash = _blocks[number - 1].ChainHash,
        TreeRoot = Convert.ToHexStringLower(MerkleTree.Root(TreeLeaves(number))),
        SignedAt = At.AddSeconds(number),
        KeyId = KeyId,
        Signature = "",
    });

    byte[][] TreeLeaves(int size) => [.. _blocks.Take(size).Select(block => SealedBlock.TreeLeaf(Convert.FromHexString(block.Root)))];

    static Guid EntryId(int block) => new(block, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>Of an entry over 100 fen, as the ledger writes it.</summary>
    static string Canonical(int block, int index) => string.Join('\n', (string[])
    [
        $"{((block - 1) * EntriesOfBlock) + index + 1}", $"{EntryId(block)}", "7", $"{Line}", "1", "1", "EastWest", "County", $"{Pairing}",
        "2",
        "/330000/330200/", "/510000/513400/", "DirectPurchase", "100", "0", "3000", "2026-10-09", "2026-10-09", "2026-10", "Original", "",
        "1", "PairingMatched", "1", "Recognised", "None", $"{At.ToUnixTimeMilliseconds()}",
    ]);

    static string[] Hex(byte[][] hashes) => [.. hashes.Select(hash => Convert.ToHexStringLower(hash))];
}
