using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Corrections;

/// <summary>POST /credits/corrections/{correctionId}/approval and /refusal (CR-19).</summary>
public sealed class DecideCorrectionTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_correction_is_decided_once_and_by_somebody_else(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var before = await service.EntriesAsync(lineId);
        var (west, east) = (service.Official("513430"), service.Official("330211"));
        var correctionId = await west.ProposeAsync(lineId);

        Assert.Equal("409 own_correction", await west.DecideAsync(correctionId, "approval").RefusalAsync());
        Assert.Equal("404 correction_not_found", await service.Official("441302").DecideAsync(correctionId, "approval").RefusalAsync());
        Assert.Equal("404 correction_not_found", await east.DecideAsync(Guid.CreateVersion7(), "refusal").RefusalAsync());
        Assert.Equal("400 text_blank note", await east.DecideAsync(correctionId, "refusal", note: " ").FieldRefusalAsync());
        var refused = await east.DecideAsync(correctionId, "refusal", "证据不足").JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("Refused", "official-330211", "证据不足"), (refused.Text("state"), refused.Text("decidedBy"), refused.Text("note")));
        Assert.Equal("409 correction_decided", await east.DecideAsync(correctionId, "approval").RefusalAsync());
        Assert.Equal(before.Select(entry => entry.EntryId), (await service.EntriesAsync(lineId)).Select(entry => entry.EntryId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_approved_correction_posts_what_changes_by_further_entries(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var correctionId = await service.Official("513430").ProposeAsync(lineId);

        var approved = await service.Official("330211").DecideAsync(correctionId, "approval").JsonAsync(HttpStatusCode.OK);

        Assert.Equal("Approved", approved.Text("state"));
        var taken = Assert.Single(await service.EntriesAsync(lineId), entry => entry.EntryType != EntryType.Original);
        Assert.Equal(
            (EntryType.ReclassOut, PairingTier.County, FixturePairings.Id("F03"), -1_000_00L),
            (taken.EntryType, taken.Tier, taken.HolderId, taken.AmountFen));
        Assert.Equal("/510000/513400/", (await service.SaleAsync(lineId))!.OriginPath);
        // From now on it is a sale of the prefecture, and none of the county.
        using var prefecture = await service.Official("513400").GetAsync($"/credits/sales/{lineId}", TestContext.Current.CancellationToken);
        using var county = await service.Official("513430").GetAsync($"/credits/sales/{lineId}", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (prefecture.StatusCode, county.StatusCode));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_one_side_registered_the_other_approves(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var school = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(school);
        await service.DeliverAsync(Examples.Acceptance(school.UnitId, Examples.Line()));
        await service.DeliverAsync(FixturePairings.Message("F03") with
        {
            Version = 2,
            ValidTo = Examples.Day("2024-05-01"),
            RegisteredAt = clock.Now,
            RegisteredBy = "registrar",
            RegisteredFor = Examples.Zhenhai,
        });
        var correction = Assert.Single(
            (await service.Client(Roles.Auditor).GetJsonAsync("/credits/corrections?state=Proposed")).List("items"));
        var correctionId = correction.GetProperty("correctionId").GetGuid();

        Assert.Equal(
            "409 own_correction",
            await service.Official(Examples.Zhenhai, "registrar").DecideAsync(correctionId, "approval").RefusalAsync());
        Assert.Equal(
            "403 one_side_only",
            await service.Official(Examples.Zhenhai, "a colleague").DecideAsync(correctionId, "approval").RefusalAsync());
        var approved = await service.Official(Examples.Jinyang).DecideAsync(correctionId, "approval").JsonAsync(HttpStatusCode.OK);

        Assert.Equal("Approved", approved.Text("state"));
    }

    [Theory, InlineData("approval"), InlineData("refusal")]
    public async Task Officials_and_operators_decide(string decision)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(
            HttpMethod.Post, $"{CorrectionScenario.Path}/{Guid.CreateVersion7()}/{decision}", Roles.Official);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_follows_from_a_registration_is_decided_by_somebody_else_than_whoever_registered_it(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var school = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(school);
        await service.DeliverAsync(Examples.Acceptance(school.UnitId, Examples.Line()));

        // A message of the time before it said who registered it, and one of today of each kind that a sale depends on.
        await service.DeliverAsync(
            FixturePairings.Message("F02") with { Version = 2, ValidTo = Examples.Day("2024-05-01"), RegisteredAt = clock.Now });
        await service.DeliverAsync(
            FixturePairings.Message(
                "F03") with
            { Version = 2, ValidTo = Examples.Day("2024-05-01"), RegisteredAt = clock.Now, RegisteredBy = "registrar" });
        await service.DeliverAsync(
            Examples.Unit("330281", school.UnitId, version: 2) with { RegisteredAt = clock.Now, RegisteredBy = "registrar" });

        var waiting = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/corrections?state=Proposed")).List("items");
        Assert.Equal(
            [("Pairing", "registrar"), ("Pairing", "registry"), ("Unit", "registrar")],
            waiting.Select(json => (json.Text("kind"), json.Text("proposedBy"))).Order());
        var (registrar, other) = (By("registrar"), By("somebody else"));
        foreach (var correction in waiting.Where(json => json.Text("proposedBy") == "registrar"))
        {
            var path = $"/credits/corrections/{correction.Text("correctionId")}";
            Assert.Equal("409 own_correction", await registrar
                .PostOnceAsync($"{path}/approval", new { note = "同意" }, ct: TestContext.Current.CancellationToken).RefusalAsync());
            Assert.Equal("409 own_correction", await registrar
                .PostOnceAsync($"{path}/refusal", new { note = "不同意" }, ct: TestContext.Current.CancellationToken).RefusalAsync());
            using var approved = await other.PostOnceAsync(
                $"{path}/approval", new { note = "同意" }, ct: TestContext.Current.CancellationToken);
            Assert.True(approved.IsSuccessStatusCode, await approved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        HttpClient By(string subject) => service.ClientWith(TestTokens.For(Roles.Official, tier: "Nation", subject: subject));
    }
}
