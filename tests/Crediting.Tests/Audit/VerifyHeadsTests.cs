using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Crediting.Witness;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>
/// What the owner of the database may do to it, with triggers and foreign keys out of the way: found by verify with the witness, and by the
/// command that needs no service where it can see it.
/// </summary>
public sealed class VerifyHeadsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_is_found_in_a_ledger_that_nobody_touched(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);

        var (code, output) = await service.VerifyByCommandAsync();
        Assert.True(code == 0, output);
        Assert.Contains("agrees through head 4", output, StringComparison.Ordinal);
        (code, output) = await service.VerifyReportAsync();
        Assert.True(code == 0, output);
        Assert.Contains("official-330211", output, StringComparison.Ordinal);
        Assert.Equal("Usage: verify [--witness file] [--keys file]", (await service.RunAsync(
            VerifyLedger.CommandAsync, "--witness")).Output.Trim());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_tail_that_was_taken_out_is_missed_by_the_witness(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        var witnessed = await service.HeadAsync();
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        await AnchoredLedger.CutOffAsync(db, tampering);
        await service.RunAsync(RebuildSums.CommandAsync);

        var found = await service.VerifyAsync();
        Assert.Equal(["Witness LedgerTruncated 4"], await service.HeadFaultsAsync());
        Assert.Empty(found.List("sealDifferences"));
        Assert.Equal(3, found.GetProperty("witnessedThrough").Number("number"));
        var (code, output) = await service.VerifyByCommandAsync();
        Assert.Equal(1, code);
        Assert.Contains("the ledger ends with block 3", output, StringComparison.Ordinal);
        Assert.Contains($"{witnessed.SignedAt:u}", output, StringComparison.Ordinal);

        // Goes on as if nothing had been: what takes the place of the block is another than was witnessed, and the witness keeps the first.
        await service.SellAsync(day: "2024-06-09");
        await service.SealAsRestartedAsync();
        Assert.Equal(["Witness LedgerRewritten 4"], await service.HeadFaultsAsync());
        Assert.NotNull(service.Services.GetRequiredService<WitnessProgress>().Contradiction);
        Assert.Equal(4, (await File.ReadAllLinesAsync(service.WitnessPath, Ct)).Length);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_changed_entry_with_everything_above_it_made_to_fit_contradicts_the_heads(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        await AnchoredLedger.RewriteAsync(db, tampering, entryNo: 5);

        Assert.Empty((await service.VerifyAsync()).List("sealDifferences"));
        string[] rewritten = [.. Enumerable.Range(1, 4).SelectMany(
            head => (string[])[$"Database LedgerRewritten {head}", $"Witness LedgerRewritten {head}"])];
        Assert.Equal(rewritten, await service.HeadFaultsAsync());

        // The heads are taken out as well, and the service signs what it finds: only the witness still knows.
        await tampering.RunAsync("DELETE FROM tree_heads");
        await service.SealAsRestartedAsync();
        Assert.Equal(Enumerable.Range(1, 4).Select(head => $"Witness LedgerRewritten {head}"), await service.HeadFaultsAsync());
        Assert.Contains(
            "head 4", service.Services.GetRequiredService<WitnessProgress>().Contradiction, StringComparison.Ordinal);
        var (code, output) = await service.VerifyReportAsync();
        Assert.Equal(1, code);
        Assert.Contains("不符 WRONG", output, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_replaced_head_is_signed_by_nobody(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        foreach (var (column, value) in await tampering.RowAsync("tree_heads", "number = 1"))
        {
            if (column != "number")
            {
                await tampering.SetAsync("tree_heads", column, Tampering.Changed(value).First(), "number = 1");
                Assert.Equal((column, "Database HeadForged 1"), (column, Assert.Single(await service.HeadFaultsAsync())));
                Assert.Equal((column, 1), (column, (await service.VerifyReportAsync(withWitness: false)).Code));
                await tampering.SetAsync("tree_heads", column, value, "number = 1");
            }
        }

        // A head that fits, signed with a key of one's own.
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var head = (await db.TreeHeads.AsNoTracking().SingleAsync(known => known.Number == 1, Ct)) with
        {
            KeyId = PublicKeys.IdOf(own.ExportSubjectPublicKeyInfo()),
        };
        await tampering.SetAsync("tree_heads", "key_id", head.KeyId, "number = 1");
        await tampering.SetAsync(
            "tree_heads",
            "signature",
            Convert.ToBase64String(own.SignData(
                Encoding.UTF8.GetBytes(head.SignedText()), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            "number = 1");
        Assert.Equal(["Database HeadForged 1"], await service.HeadFaultsAsync());
        Assert.Equal(1, (await service.VerifyReportAsync()).Code);

        await tampering.RunAsync("DELETE FROM tree_heads WHERE number = 1");
        Assert.Equal(["Database HeadMissing 1"], await service.HeadFaultsAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_head_of_the_witness_that_was_changed_or_taken_out_is_named(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        var lines = await File.ReadAllLinesAsync(service.WitnessPath, Ct);

        await File.WriteAllLinesAsync(service.WitnessPath, [lines[0], lines[2], lines[3]], Ct);
        Assert.Equal(["Witness HeadMissing 2"], await service.HeadFaultsAsync());
        await File.WriteAllLinesAsync(
            service.WitnessPath, [lines[0], lines[1].Replace("\"entries\":", "\"entries\":1", StringComparison.Ordinal), lines[2]], Ct);
        Assert.Equal(["Witness HeadForged 2"], await service.HeadFaultsAsync());
        Assert.Equal(1, (await service.VerifyReportAsync()).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_proof_of_an_entry_is_checked_against_the_head_of_the_report(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        var entry = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/entries?size=200")).List("items")
            .Single(item => item.Number("entryNo") == 2);
        var snapshot = await service.SnapshotAsync(AnchoredLedger.County);
        var report = await service.DownloadAsync($"/credits/snapshots/{SnapshotScenario.IdOf(snapshot)}?format=signed", "report.json");
        var path = $"/credits/ledger/entries/{entry.Text("entryId")}/proof";
        var ofReport = await service.DownloadAsync($"{path}?head=1", "proof.json");
        var later = await service.DownloadAsync(path, "later.json");

        Assert.Equal(0, (await AnchoredLedger.RunAsync("--keys", service.KeysPath, report, "--proof", ofReport)).Code);
        Assert.Equal(1, (await AnchoredLedger.RunAsync("--keys", service.KeysPath, report, "--proof", later)).Code);
        Assert.Equal(0, (await AnchoredLedger.RunAsync(
            "--keys", service.KeysPath, report, "--proof", later, "--witness", service.WitnessPath)).Code);
        await File.WriteAllTextAsync(
            ofReport, (await File.ReadAllTextAsync(ofReport, Ct)).Replace("Original", "Reversal", StringComparison.Ordinal), Ct);
        Assert.Equal(1, (await AnchoredLedger.RunAsync("--keys", service.KeysPath, report, "--proof", ofReport)).Code);
    }
}
