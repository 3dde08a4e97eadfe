using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Pairings;

public sealed class RevisePairingTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_is_ended_with_a_transition_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330702", "513335", "2024-01-01");

        await units.Official("513300", "City").ConfirmAsync(await units.Official("330700", "City").ProposeRevisionAsync(
            Path(pairing), new { validTo = "2026-01-01", transitionUntil = "2026-03-31", sourceDocument = "浙协作办〔2025〕9号" }, 1));

        var view = await units.Auditor.GetBodyAsync<PairingView>(Path(pairing));
        Assert.Equal((2, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)), (view.Version, view.ValidTo, view.TransitionUntil));
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<PairingPublished>()
                .SingleOrDefault(message => message.PairingId == pairing.PairingId && message.Version == 2)),
            "the new version to be told",
            ct: Ct);
        Assert.Equal((new DateOnly(2026, 1, 1), "浙协作办〔2025〕9号"), (told.ValidTo, told.SourceDocument));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_is_not_reopened_over_its_successor(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var first = await units.RegisterPairingAsync("330703", "513322", "2022-01-01", "2024-01-01");
        await units.RegisterPairingAsync("330703", "513322", "2024-01-01");

        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(Path(first), new { validTo = "2024-01-02" }, 1, Ct), 409, "pairing_overlaps");
        await units.Nation.RefusesAsync(http => http.PutIfMatchAsync(Path(first), new { }, 1, Ct), 409, "pairing_overlaps");

        using var shortened = await units.Nation.PutIfMatchAsync(Path(first), new { validTo = "2023-07-01", sourceDocument = "甲" }, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, shortened.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330723", "513323", "2024-01-01");

        await Refused(new { validTo = "2024-01-01" }, 400, "end_not_after_start", "validTo");
        await Refused(new { validTo = "2025-01-01", transitionUntil = "2024-06-01" }, 400, "transition_before_end", "transitionUntil");
        await Refused(new { transitionUntil = "2024-06-01" }, 400, "transition_without_end", "transitionUntil");
        await Refused(new { sourceDocument = new string('文', 201) }, 400, "text_too_long", "sourceDocument");
        await Refused(new { validFrom = "2023-01-01" }, 400, "field_unknown", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(Path(pairing), new { validTo = "2025-01-01" }, 9, Ct), 412, "changed_meanwhile");
        await units.Nation.RefusesAsync(
            http => http.PutAsJsonAsync(Path(pairing), new { validTo = "2025-01-01" }, Ct), 428, "if_match_missing");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync($"/units/pairings/{Guid.CreateVersion7()}", new { validTo = "2025-01-01" }, 1, Ct),
            404, "pairing_not_found");
        await units.Client(Roles.Official, region: UnitsScenario.Ningbo, tier: "City").RefusesAsync(
            http => http.PutIfMatchAsync(Path(pairing), new { validTo = "2025-01-01" }, 1, Ct), 403, "not_your_region");
        await units.Client(Roles.Auditor).RefusesAsync(
            http => http.PutIfMatchAsync(Path(pairing), new { validTo = "2025-01-01" }, 1, Ct), 403, "role_not_allowed");

        Assert.Equal(pairing, await units.Nation.GetBodyAsync<PairingView>(Path(pairing)));

        Task Refused(object body, int status, string code, string field) =>
            units.Nation.RefusesAsync(http => http.PutIfMatchAsync(Path(pairing), body, 1, Ct), status, code, field);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Ending_the_partner_s_pairing_waits_for_the_partner(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330726", "513326", "2024-01-01");

        var proposal = await units.Official("513326").ProposeRevisionAsync(Path(pairing), new { validTo = "2026-01-01" }, 1);
        await units.Official("513326").RefusesAsync(
            http => http.PutIfMatchAsync(Path(pairing), new { validTo = "2026-02-01" }, 1, Ct), 409, "proposal_open");

        Assert.Equal(pairing, await units.Auditor.GetBodyAsync<PairingView>(Path(pairing)));
        Assert.DoesNotContain(
            units.Published<PairingPublished>(), message => message.PairingId == pairing.PairingId && message.Version > 1);
        await units.Official("330726").ConfirmAsync(proposal);
        Assert.Equal(new DateOnly(2026, 1, 1), (await units.Auditor.GetBodyAsync<PairingView>(Path(pairing))).ValidTo);
    }

    static string Path(PairingView pairing) => $"/units/pairings/{pairing.PairingId}";
}
