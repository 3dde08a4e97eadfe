using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

public sealed class SignSnapshotTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Regions_sign_from_the_county_upwards(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var prefecture = await service.SnapshotAsync("330200");
        var province = await service.SnapshotAsync("510000");
        var counties = new[] { await service.SnapshotAsync("330211"), await service.SnapshotAsync("330281") };
        Assert.Equal(
            ["R1-2024-05-330211", "R1-2024-05-330281"], prefecture.GetProperty("next").List("waitsFor").Select(json => json.GetString()));

        var (status, text) = await service.SignAsync(prefecture, "330200");
        Assert.Equal(409, status);
        Assert.Contains("lower_levels_missing", text, StringComparison.Ordinal);
        Assert.Contains("R1-2024-05-330211, R1-2024-05-330281", text, StringComparison.Ordinal);
        Assert.Equal(201, (await service.SignAsync(counties[0], "330211")).Status);
        Assert.Contains("R1-2024-05-330281", (await service.SignAsync(prefecture, "330200")).Text, StringComparison.Ordinal);
        Assert.Equal(201, (await service.SignAsync(counties[1], "330281")).Status);
        Assert.Equal(201, (await service.SignAsync(prefecture, "330200")).Status);

        var signed = await service.SnapshotAsync("330200");
        var signature = Assert.Single(signed.GetProperty("snapshot").List("signatures"));
        var confirmed = signature.GetProperty("signed");
        Assert.Equal(
            ("Prefecture", "official-330200", 3L),
            (confirmed.Text("level"), confirmed.Text("signedBy"), confirmed.Number("signatureNo")));
        Assert.True(signature.GetProperty("isValid").GetBoolean());
        Assert.Equal(("official", "330200"), (confirmed.Text("role"), confirmed.Text("regionId")));
        Assert.True(Guid.TryParse(confirmed.Text("tokenId"), out _));
        Assert.Equal(("330000", "Province"), (signed.GetProperty("next").Text("regionId"), signed.GetProperty("next").Text("level")));
        Assert.Contains("R1-2024-05-513430", (await service.SignAsync(province, "510000")).Text, StringComparison.Ordinal);
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_nation_signs_last(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var nation = await service.SnapshotAsync(null);
        Assert.Equal(409, (await service.SignAsync(nation, null)).Status);

        var waiting = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/snapshots?month=2024-05&size=200")).List("items")
            .Where(item => item.TryGetProperty("regionId", out var region) && region.ValueKind == System.Text.Json.JsonValueKind.String)
            .Select(item => item.Text("regionId")).ToList();
        var rounds = 0;
        for (; waiting.Count > 0 && rounds < 4; rounds++)
        {
            foreach (var region in waiting.ToList())
            {
                if ((await service.SignAsync(await service.SnapshotAsync(region), region)).Status == 201)
                {
                    waiting.Remove(region);
                }
            }
        }

        Assert.Empty(waiting);
        Assert.InRange(rounds, 2, 3);
        Assert.Equal(201, (await service.SignAsync(nation, null)).Status);
        var signed = await service.SnapshotAsync(null);
        Assert.Equal("Nation", Assert.Single(signed.GetProperty("snapshot").List("signatures")).GetProperty("signed").Text("level"));
        Assert.False(signed.TryGetProperty("next", out var next) && next.ValueKind == System.Text.Json.JsonValueKind.Object);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_what_was_read_is_signed_once_by_the_region_itself(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var county = await service.SnapshotAsync("330211");

        var (status, text) = await service.SignAsync(county, "330211", hash: new string('a', 64));
        Assert.Equal((409, true), (status, text.Contains("content_differs", StringComparison.Ordinal)));
        Assert.Equal(400, (await service.SignAsync(county, "330211", hash: "nonsense")).Status);
        Assert.Equal(403, (await service.SignAsync(county, "330200")).Status);
        Assert.Equal(403, (await service.SignAsync(county, null)).Status);
        Assert.Equal(404, (await service.SignAsync(county, "330281")).Status);
        Assert.Equal(201, (await service.SignAsync(county, "330211")).Status);
        (status, text) = await service.SignAsync(county, "330211");
        Assert.Equal((409, true), (status, text.Contains("already_signed", StringComparison.Ordinal)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Signatures_are_chained_so_that_none_can_be_changed_or_taken_out(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        foreach (var region in (string[])["330211", "330281", "513430"])
        {
            Assert.Equal(201, (await service.SignAsync(await service.SnapshotAsync(region), region)).Status);
        }

        await using var scope = service.OpenDb(out var db);
        var keys = service.Services.GetRequiredService<PublicKeys>();
        var before = SnapshotSignature.Genesis;
        foreach (var signature in await db.SnapshotSignatures.AsNoTracking().OrderBy(signature => signature.SignatureNo).ToListAsync(ct))
        {
            var snapshot = await db.Snapshots.AsNoTracking().SingleAsync(known => known.SnapshotId == signature.SnapshotId, ct);
            Assert.True(signature.Signed().IsSigned(snapshot.Issued(), keys));
            Assert.Equal((before, signature.Hash), (signature.Before, signature.Signed().Hash(snapshot.Issued())));
            before = signature.Hash;
        }

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM snapshot_signatures", ct));
        await using var tampering = await Tampering.BeginAsync(db);
        await tampering.RunAsync("UPDATE snapshot_signatures SET signed_by = 'somebody' WHERE signature_no = 2");
        Assert.Single((await service.VerifyAsync()).List("snapshotDifferences"));
        await tampering.RunAsync("UPDATE snapshot_signatures SET signed_by = 'official-330281' WHERE signature_no = 2");
        await tampering.RunAsync("DELETE FROM snapshot_signatures WHERE signature_no = 2");
        Assert.Single((await service.VerifyAsync()).List("snapshotDifferences"));
    }
}
