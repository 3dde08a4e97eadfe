using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/purchasing-units/{unitId}/quota-accounts/{year}.</summary>
public sealed class GetQuotaAccountTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_account_says_what_is_reserved_held_executed_and_left_and_where_the_pace_leads(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        await units.ConfirmAsync(QuotaScenario.Confirmed(unit, 1_000));
        await units.DeliverAsync(QuotaScenario.Executed(QuotaScenario.Entry(unit, 6_500)), ct: Ct);

        var account = await units.Purchaser(unit).GetBodyAsync<QuotaAccountView>(QuotaScenario.AccountPath(unit));

        Assert.Equal((QuotaState.Filed, 10_000, 1_000, 6_500, 2_500), (
            account.State, account.ReservedFen, account.HeldFen, account.ExecutedFen, account.LeftFen));

        // 21 November is day 325.
        Assert.Equal((40, 8_904, QuotaSeasonBasis.Linear, 6_500, QuotaLevel.Behind), (
            account.Pace.DaysLeft, account.Pace.TimeBasisPoints, account.Pace.Season, account.Pace.ProgressBasisPoints,
            account.Pace.Level));
        Assert.Equal((7_500, 2_662), (account.Pace.ProjectedFen, account.Pace.RequiredMonthlyFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_executed_in_earlier_years_is_the_season_of_this_one(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        await units.DeliverAsync(
            QuotaScenario.Executed(
                QuotaScenario.Entry(unit, 3_000, year: 2025, month: 3), QuotaScenario.Entry(unit, 7_000, year: 2025, month: 12),
                QuotaScenario.Entry(unit, 3_000)),
            ct: Ct);

        var account = await units.QuotaAsync(unit);

        Assert.Equal((QuotaSeasonBasis.Unit, 3_000, 0, QuotaLevel.Ahead, 10_000), (
            account.Pace.Season, account.Pace.ExpectedBasisPoints, account.Pace.LeadBasisPoints, account.Pace.Level,
            account.Pace.ProjectedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_a_plan_what_was_executed_is_shown_and_nothing_is_left(Engine engine)
    {
        // EC-35.
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        await units.DeliverAsync(QuotaScenario.Executed(QuotaScenario.Entry(unit, 10_000)), ct: Ct);

        var account = await units.QuotaAsync(unit);

        Assert.Equal((QuotaState.NotFiled, null, 10_000, null, null), (
            account.State, account.ReservedFen, account.ExecutedFen, account.LeftFen, account.Pace.Level));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_unit_those_above_and_officials_of_its_region_see_it_and_others_do_not(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync()).UnitId;
        var unit = await units.RegisterQuotaUnitAsync(parentId: parent);
        foreach (var client in (HttpClient[])[units.Purchaser(unit), units.Approver(parent), units.Official(UnitsScenario.Zhenhai)])
        {
            Assert.Equal(10_000, (await client.GetBodyAsync<QuotaAccountView>(QuotaScenario.AccountPath(unit))).ReservedFen);
        }

        foreach (var stranger in (HttpClient[])[units.Purchaser(Guid.CreateVersion7()), units.Official(UnitsScenario.Yinzhou)])
        {
            await stranger.RefusesAsync(http => http.GetAsync(QuotaScenario.AccountPath(unit), Ct), 404, "unit_not_found");
            await stranger.RefusesAsync(http => http.GetAsync($"{QuotaScenario.AccountPath(unit)}/entries", Ct), 404, "unit_not_found");
        }

        await units.Client(Roles.Supplier, org: Guid.CreateVersion7())
            .RefusesAsync(http => http.GetAsync(QuotaScenario.AccountPath(unit), Ct), 403, "role_not_allowed");
    }
}
