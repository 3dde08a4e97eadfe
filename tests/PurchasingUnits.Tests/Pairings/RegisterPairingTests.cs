using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Pairings;

/// <summary>Who is paired with whom (CR-08).</summary>
public sealed class RegisterPairingTests(SharedUnits shared)
{
    const string Path = "/units/pairings";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_that_both_sides_confirm_is_registered_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.Official("513400", "City").ProposeAsync(
            Path, UnitsScenario.PairingRequest("330203", "513423", "2024-01-01", "2026-01-01", transitionUntil: "2026-03-31"));
        var confirmed = await units.Official("330203").ConfirmAsync(proposal);

        var view = await units.Auditor.GetBodyAsync<PairingView>(confirmed.Location!);
        Assert.Equal($"{Path}/{view.PairingId}", confirmed.Location);
        Assert.Equal(("海曙区", "盐源县", "/330000/330200/330203/"), (view.East.Name, view.West.Name, view.East.Path.Value));
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<PairingPublished>().SingleOrDefault(message => message.PairingId == view.PairingId)),
            "the pairing to be told", ct: Ct);
        Assert.Equal(
            new PairingPublished
            {
                PairingId = view.PairingId,
                Version = 1,
                Scheme = Scheme.EastWest,
                Tier = PairingTier.County,
                EastPath = new RegionPath("/330000/330200/330203/"),
                EastName = "海曙区",
                WestPath = new RegionPath("/510000/513400/513423/"),
                WestName = "盐源县",
                ValidFrom = new DateOnly(2024, 1, 1),
                ValidTo = new DateOnly(2026, 1, 1),
                TransitionUntil = new DateOnly(2026, 3, 31),
                SourceDocument = "甬协作办〔2026〕3号",
                RegisteredAt = SharedUnits.Now,
                RegisteredBy = "official-330203",
                RegisteredFor = "330203",
            },
            told);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_second_pairing_of_the_same_parties_in_the_same_days_is_refused(Engine engine)
    {
        // EC-13: 镇海–金阳 is on the reference list since 2021-05-01.
        var units = await shared.OnAsync(engine);

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                Path, UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "2024-01-01"), ct: Ct),
            409, "pairing_overlaps", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                Path, UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "2019-01-01", "2021-05-02"), ct: Ct),
            409, "pairing_overlaps");

        await units.RegisterPairingAsync(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "2019-01-01", "2021-05-01");
        await units.RegisterPairingAsync(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "2024-01-01", scheme: "Counterpart");
        await units.RegisterPairingAsync(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "2024-01-01", tier: "City");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_pairings_filed_at_once_one_is_registered(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => units.Nation.PostOnceAsync(Path, UnitsScenario.PairingRequest("330205", "513424", "2024-01-01"), ct: Ct)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        int before;
        await using (var scope = units.OpenDb(out var db))
        {
            before = await db.Pairings.CountAsync(pairing => pairing.EastRegionId == "330206", Ct);
        }

        await Refused(Request(validTo: "2024-01-01"), 400, "end_not_after_start", "validTo");
        await Refused(Request(validTo: "2023-12-31"), 400, "end_not_after_start", "validTo");
        await Refused(Request(validTo: "2025-01-01", transitionUntil: "2024-12-31"), 400, "transition_before_end", "transitionUntil");
        await Refused(Request(transitionUntil: "2025-12-31"), 400, "transition_without_end", "transitionUntil");
        await Refused(Request(validTo: "2200-01-01"), 400, "day_out_of_range", "validTo");
        await Refused(Request(tier: "Unit"), 400, "unit_tier_not_supported", "tier");
        await Refused(Request(scheme: "Designated"), 400, "scheme_pairs_no_regions", "scheme");
        await Refused(Request(scheme: "Quota"), 400, "scheme_pairs_no_regions", "scheme");
        await Refused(Request(tier: "Village"), 400, "json_wrong_type", "tier");
        await Refused(Request(east: "999999"), 400, "unknown_region", "eastRegionId");
        await Refused(Request(west: "999999"), 400, "unknown_region", "westRegionId");
        await Refused(Request(west: "北仑区"), 400, "code_invalid", "westRegionId");
        await Refused(Request(west: "330206"), 400, "parties_not_apart", "westRegionId");
        await Refused(Request(west: "330000"), 400, "parties_not_apart", "westRegionId");
        await Refused(new { pairingId = Guid.CreateVersion7(), scheme = "EastWest" }, 400, "field_missing");
        await Refused(
            new
            {
                pairingId = Guid.Empty,
                scheme = "EastWest",
                tier = "County",
                eastRegionId = "330206",
                westRegionId = UnitsScenario.Jinyang,
                validFrom = "2024-01-01",
                sourceDocument = new string('文', 201),
            },
            400,
            "id_empty",
            "pairingId");

        await using (var scope = units.OpenDb(out var db))
        {
            Assert.Equal(before, await db.Pairings.CountAsync(pairing => pairing.EastRegionId == "330206", Ct));
        }

        Task Refused(object body, int status, string code, string? field = null) =>
            units.Nation.RefusesAsync(http => http.PostOnceAsync(Path, body, ct: Ct), status, code, field);

        static object Request(
            string east = "330206",
            string west = UnitsScenario.Jinyang,
            string? validTo = null,
            string tier = "County",
            string scheme = "EastWest",
            string? transitionUntil = null) =>
            UnitsScenario.PairingRequest(east, west, "2024-01-01", validTo, tier, scheme, transitionUntil);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_of_neither_side_and_other_roles_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var request = UnitsScenario.PairingRequest("330206", UnitsScenario.Jinyang, "2024-01-01");

        // A sibling, a region inside a party, and none at all.
        foreach (var region in (string?[])["330211", "330100", "513401", null])
        {
            await units.Client(Roles.Official, region: region, tier: "County").RefusesAsync(
                http => http.PostOnceAsync(Path, request, ct: Ct), 403, "not_your_region");
        }

        foreach (var role in (string[])[Roles.Purchaser, Roles.Approver, Roles.Supplier, Roles.Carrier, Roles.Auditor])
        {
            await units.Client(role, region: "330206")
                .RefusesAsync(http => http.PostOnceAsync(Path, request, ct: Ct), 403, "role_not_allowed");
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_of_the_nation_registers_any_pairing(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        using var response = await units.Client(Roles.Official, tier: "Nation").PostOnceAsync(
            Path, UnitsScenario.PairingRequest("330212", "513425", "2024-01-01"), ct: Ct);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_below_the_tier_of_a_pairing_do_not_file_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var request = UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1956-01-01", "1957-01-01", "Province");

        foreach (var (region, tier) in new[]
            { (UnitsScenario.Zhenhai, "County"), (UnitsScenario.Jinyang, "County"), (UnitsScenario.Ningbo, "City") })
        {
            await units.Official(region, tier).RefusesAsync(http => http.PostOnceAsync(Path, request, ct: Ct), 403, "tier_too_low");
        }

        var proposal = await units.Official("330000", "Province").ProposeAsync(Path, request);
        await units.Official("513400", "City").AnswerRefusedAsync(proposal, "confirmation", 403, "tier_too_low");
        using var answer = await units.Official("510000", "Province").AnswerAsync(proposal, "refusal");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_nation_decides_alone_and_names_a_document(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                Path,
                new
                {
                    pairingId = Guid.CreateVersion7(),
                    scheme = "EastWest",
                    tier = "County",
                    eastRegionId = UnitsScenario.Zhenhai,
                    westRegionId = UnitsScenario.Jinyang,
                    validFrom = "1957-01-01",
                    validTo = "1958-01-01",
                },
                ct: Ct),
            400, "document_missing", "sourceDocument");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_can_not_be_registered_is_refused_when_it_is_proposed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1958-01-01", "1959-01-01");
        var official = units.Official(UnitsScenario.Zhenhai);

        await official.RefusesAsync(
            http => http.PostOnceAsync(
                Path, UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1958-06-01", "1959-06-01"), ct: Ct),
            409, "pairing_overlaps", "validFrom");
        await official.RefusesAsync(
            http => http.PostOnceAsync(
                Path,
                new
                {
                    pairing.PairingId,
                    scheme = "EastWest",
                    tier = "County",
                    eastRegionId = UnitsScenario.Zhenhai,
                    westRegionId = UnitsScenario.Jinyang,
                    validFrom = "1957-06-01",
                    validTo = "1957-07-01",
                },
                ct: Ct),
            409, "already_exists");
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Set<Proposal>().AnyAsync(proposal => proposal.ObjectId == $"{pairing.PairingId}", Ct));
    }
}
