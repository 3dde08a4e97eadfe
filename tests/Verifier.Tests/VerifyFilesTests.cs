using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Marketplace.Verifier.Tests;

/// <summary>What a third party has: files, public keys, and this command.</summary>
public sealed class VerifyFilesTests : IDisposable
{
    readonly SignedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_report_as_it_was_issued_and_signed_is_right()
    {
        var (code, output) = await ReportAsync();

        Assert.True(code == 0, output);
        Assert.Contains("R1-2026-10-330200", output, StringComparison.Ordinal);
        Assert.Contains("li.wei（330200 Prefecture）", output, StringComparison.Ordinal);
        Assert.Contains("全部相符（9 项）。 All is right (9 checks).", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("--keys", _files.KeysPath, _files.ReportPath)).Code);
    }

    [Fact]
    public async Task An_edited_content_is_wrong()
    {
        var edited = Encoding.UTF8.GetString(_files.Content).Replace("100", "101", StringComparison.Ordinal);
        _files.WriteReport(content: Encoding.UTF8.GetBytes(edited));
        await IsWrongAsync("Content, against its hash.");
    }

    [Fact]
    public async Task A_report_that_says_something_else_of_itself_is_wrong()
    {
        _files.WriteReport(_files.Report with { Month = "2026-11" });
        await IsWrongAsync("Signature of the service.");
        _files.WriteReport(_files.Report with { IsFinal = false });
        await IsWrongAsync("Month closed");
        _files.WriteReport(_files.Report with { RegionId = null });
        await IsWrongAsync("Signature of the service.");
    }

    [Fact]
    public async Task A_report_that_rests_on_another_head_is_wrong()
    {
        _files.WriteReport(head: _files.Heads[2]);
        await IsWrongAsync("Head of the report");
        _files.WriteReport(head: _files.Heads[1] with { Entries = 5 });
        await IsWrongAsync("Signature of head 2");
        _files.WriteReport(_files.Signed(_files.Report with { LastEntryNo = 3 }));
        await IsWrongAsync("Head of the report");
    }

    [Fact]
    public async Task An_inserted_or_changed_signature_is_wrong()
    {
        _files.WriteReport(signatures: [_files.Signature, _files.Signature with { SignatureNo = 2, SignedBy = "zhang.san" }]);
        await IsWrongAsync("Signature of zhang.san");
        foreach (var changed in new[]
        {
            _files.Signature with { SignedBy = "zhang.san" }, _files.Signature with { RegionId = "330000" },
            _files.Signature with { Tier = "Nation" }, _files.Signature with { TokenId = null },
            _files.Signature with { SignedAt = _files.Signature.SignedAt.AddDays(-1) }, _files.Signature with { Note = null },
            _files.Signature with { KeyId = new string('0', 64) }, _files.Signature with { Signature = "AAAA" },
        })
        {
            _files.WriteReport(signatures: changed);
            await IsWrongAsync($"Signature of {changed.SignedBy}");
        }
    }

    [Fact]
    public async Task What_another_key_has_signed_is_wrong()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _files.WriteKeys(other.ExportSubjectPublicKeyInfo());
        await IsWrongAsync("Signature of the service.");
    }

    [Fact]
    public async Task A_witness_that_has_another_head_or_none_is_wrong()
    {
        var rewritten = _files.Signed(_files.Heads[1] with { ChainHash = new string('a', 64) });
        _files.WriteWitness([_files.Heads[0], rewritten, _files.Heads[2]]);
        await IsWrongAsync("Head 2, against");
        _files.WriteWitness([_files.Heads[0]]);
        await IsWrongAsync("Head 2: not in the witness");
        _files.WriteWitness([_files.Heads[0], _files.Heads[2]]);
        await IsWrongAsync("Heads without a gap");
        _files.WriteWitness([_files.Heads[0], _files.Heads[1] with { SignedAt = default }, _files.Heads[2]]);
        await IsWrongAsync("Signatures of the witnessed heads");
    }

    [Fact]
    public async Task A_witness_with_half_a_line_is_right()
    {
        _files.WriteWitness(_files.Heads);
        var text = await File.ReadAllTextAsync(_files.WitnessPath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _files.WitnessPath, text.Insert(text.IndexOf('\n', StringComparison.Ordinal) + 1, "{\"number\":2,\n"),
            TestContext.Current.CancellationToken);

        Assert.Equal(0, (await RunAsync("--keys", _files.KeysPath, "--witness", _files.WitnessPath)).Code);
    }

    [Fact]
    public async Task A_proof_of_the_head_of_the_report_is_right_and_any_other_is_not()
    {
        _files.WriteProof(_files.Proof(block: 1, head: 2));
        Assert.Equal(0, (await ProofAsync()).Code);
        _files.WriteProof(_files.Proof(block: 1, head: 3));
        Assert.Equal(1, (await ProofAsync()).Code);
        Assert.Equal(0, (await ProofAsync("--witness", _files.WitnessPath)).Code);

        var proof = _files.Proof(block: 2, head: 2);
        foreach (var wrong in new[]
        {
            proof with { Canonical = proof.Canonical.Replace("100", "101", StringComparison.Ordinal) }, proof with { EntryNo = 4 },
            proof with { EntryId = Guid.Empty }, proof with { LeafPath = [] }, proof with { BlockPath = [] }, proof with { BlockIndex = 0 },
            proof with { ChainHashBefore = new string('0', 64) }, proof with { LeafHash = "nonsense" },
            proof with { Head = proof.Head with { TreeRoot = _files.Heads[0].TreeRoot } },
            proof with { Head = _files.Signed(proof.Head with { Entries = 9 }) },
        })
        {
            _files.WriteProof(wrong);
            Assert.Equal((wrong, 1), (wrong, (await ProofAsync()).Code));
        }
    }

    [Fact]
    public async Task A_certificate_as_it_was_issued_is_right_and_a_changed_fen_is_found()
    {
        var issued = _files.Certificate();
        _files.WriteCertificate(issued);
        var (code, output) = await CertificateAsync();
        Assert.True(code == 0, output);
        Assert.Contains(issued.VerificationText(), output, StringComparison.Ordinal);

        // Signed anew by somebody who has the key, it still is not what the ledger says.
        var fen = issued with { Entry = issued.Entry with { AmountFen = 101 } };
        foreach (var (changed, check) in new[]
        {
            (fen, "Signature of the service."), (_files.Signed(fen), "against entry 3 of the ledger"),
            (issued with { Sale = issued.Sale with { AmountFen = 101 } }, "Signature of the service."),
            (issued with { Sale = issued.Sale with { UnitName = "别家学校" } }, "Signature of the service."),
            (_files.Signed(issued with { Sale = issued.Sale with { LineId = Guid.Empty } }), "against entry 3 of the ledger"),
            (_files.Signed(issued with { Proof = issued.Proof with { LeafPath = [] } }), "Entry in block 2"),
            (issued with { Proof = issued.Proof with { Head = issued.Proof.Head with { Entries = 5 } } }, "Signature of head 2"),
        })
        {
            _files.WriteCertificate(changed);
            (code, output) = await CertificateAsync();
            Assert.Equal((check, 1), (check, code));
            Assert.Contains(
                output.Split('\n'),
                line => line.Contains("不符 WRONG", StringComparison.Ordinal) && line.Contains(check, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_apart_from_what_is_wrong()
    {
        Assert.Equal(2, (await RunAsync()).Code);
        Assert.Equal(2, (await RunAsync("--keys", _files.KeysPath)).Code);
        Assert.Equal(2, (await RunAsync("--nonsense", "x", "--keys", _files.KeysPath, _files.ReportPath)).Code);
        Assert.Equal(2, (await RunAsync("--keys", _files.ReportPath, _files.ReportPath)).Code);
        Assert.Equal(2, (await RunAsync("--keys", _files.KeysPath, _files.KeysPath)).Code);
        Assert.Equal(2, (await RunAsync("--keys", _files.KeysPath, _files.WitnessPath)).Code);
        Assert.Equal(2, (await RunAsync("--keys", _files.KeysPath, _files.ReportPath + ".missing")).Code);
    }

    Task<(int Code, string Output)> ReportAsync() =>
        RunAsync("--keys", _files.KeysPath, "--witness", _files.WitnessPath, _files.ReportPath);

    Task<(int Code, string Output)> ProofAsync(params string[] more) =>
        RunAsync(["--keys", _files.KeysPath, _files.ReportPath, "--proof", _files.ProofPath, .. more]);

    Task<(int Code, string Output)> CertificateAsync() =>
        RunAsync("--keys", _files.KeysPath, "--witness", _files.WitnessPath, "--certificate", _files.CertificatePath);

    /// <summary>The check of that text failed.</summary>
    async Task IsWrongAsync(string check)
    {
        var (code, output) = await ReportAsync();
        Assert.Equal(1, code);
        Assert.Contains(
            output.Split('\n'),
            line => line.Contains("不符 WRONG", StringComparison.Ordinal) && line.Contains(check, StringComparison.Ordinal));
    }

    static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        return (await VerifyFiles.RunAsync(args, output, TestContext.Current.CancellationToken), output.ToString());
    }
}
