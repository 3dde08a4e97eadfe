using System.Security.Cryptography;
using System.Text;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>What somebody with the password of the database may do to snapshots and signatures.</summary>
public sealed class VerifySnapshotsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_signature_that_was_put_in_by_hand_counts_for_nothing(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        var (other, prefecture) = (await service.SnapshotAsync("330281"), await service.SnapshotAsync("330200"));
        await using (var scope = service.OpenDb(out var db))
        {
            // As good as it can be made without the key: of the official of the region, chained to the last one, with its signature.
            var last = await db.SnapshotSignatures.AsNoTracking().SingleAsync(Ct);
            var snapshot = await db.Snapshots.AsNoTracking().SingleAsync(known => known.Number == "R1-2024-05-330281", Ct);
            var forged = last.Signed() with
            {
                SignatureNo = 2,
                SignedBy = "official-330281",
                RegionId = "330281",
                Before = last.Hash,
            };
            db.Add(SnapshotSignature.Of(Guid.CreateVersion7(), snapshot, forged));
            await db.SaveChangesAsync(Ct);
        }

        var shown = (await service.SnapshotAsync("330281")).GetProperty("snapshot").List("signatures");
        Assert.False(Assert.Single(shown).GetProperty("isValid").GetBoolean());
        Assert.Contains("R1-2024-05-330281", (await service.SignAsync(prefecture, "330200")).Text, StringComparison.Ordinal);
        var found = Assert.Single((await service.VerifyAsync()).List("snapshotDifferences"));
        Assert.Contains("Signature 2 of official-330281", found.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(1, (await service.VerifyByCommandAsync()).Code);

        // It is in no report, and the official signs as if it were not there; so do those above.
        var file = await service.DownloadAsync($"/credits/snapshots/{SnapshotScenario.IdOf(other)}?format=signed", "forged.json");
        Assert.DoesNotContain("official-330281", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
        Assert.Equal(201, (await service.SignAsync(other, "330281")).Status);
        Assert.Equal(201, (await service.SignAsync(prefecture, "330200")).Status);
        Assert.Single((await service.VerifyAsync()).List("snapshotDifferences"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_inserted_signature_in_a_report_file_is_not_confirmed(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        var snapshot = await service.SnapshotAsync(AnchoredLedger.County);
        var file = await service.DownloadAsync($"/credits/snapshots/{SnapshotScenario.IdOf(snapshot)}?format=signed", "report.json");
        var text = await File.ReadAllTextAsync(file, Ct);

        foreach (var (was, isNow) in ((string, string)[])
            [("official-330211", "official-330212"), ("\"note\":\"", "\"note\":\"不"), ("County", "Nation")])
        {
            Assert.Contains(was, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text.Replace(was, isNow, StringComparison.Ordinal), Ct);
            Assert.Equal((was, 1), (was, (await AnchoredLedger.RunAsync("--keys", service.KeysPath, file)).Code));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_edited_snapshot_is_found_also_when_its_hash_was_made_to_fit(Engine engine)
    {
        await using var service = await AnchoredLedger.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        foreach (var number in (string[])["R1-2024-05-330211", "R1-2024-05-CN"])
        {
            var where = $"number = '{number}'";
            var content = (byte[])(await tampering.RowAsync("snapshots", where)).Single(column => column.Name == "content").Value;
            var edited = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("500000", "500001", StringComparison.Ordinal));
            Assert.NotEqual(content, edited);

            await tampering.SetAsync("snapshots", "content", edited, where);
            Assert.Contains("is not what its hash says", await DetailAsync(), StringComparison.Ordinal);
            await tampering.SetAsync("snapshots", "content_hash", SHA256.HashData(edited), where);
            Assert.Contains($"{number}, made", await DetailAsync(), StringComparison.Ordinal);
            if (number.EndsWith(AnchoredLedger.County, StringComparison.Ordinal))
            {
                Assert.Equal(1, (await service.VerifyReportAsync(withWitness: false)).Code);
                var view = (await service.SnapshotAsync(AnchoredLedger.County)).GetProperty("snapshot");
                Assert.False(view.GetProperty("isValid").GetBoolean());
                Assert.False(view.List("signatures")[0].GetProperty("isValid").GetBoolean());
            }

            await tampering.SetAsync("snapshots", "content", content, where);
            await tampering.SetAsync("snapshots", "content_hash", SHA256.HashData(content), where);
        }

        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());

        async Task<string> DetailAsync() => (await service.VerifyAsync()).List("snapshotDifferences")[0].Text("detail");
    }
}
