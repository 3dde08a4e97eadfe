using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class SetBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_approver_files_a_budget_and_changes_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var approver = units.Client(Roles.Approver, org: unit);

        using var filed = await approver.PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1_000_00 }, Ct);
        Assert.Equal(1, (await filed.BodyAsync<BudgetView>(HttpStatusCode.Created)).Version);
        Assert.Equal((UnitsScenario.BudgetPath(unit), "\"1\""), (filed.Headers.Location!.ToString(), filed.Headers.ETag!.Tag));
        using var changed = await approver.PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 2_500_00 }, 1, Ct);

        var view = await changed.BodyAsync<BudgetView>(HttpStatusCode.OK);
        Assert.Equal((unit, 2026, 2, 2_500_00, 0, 0, 2_500_00), (
            view.UnitId, view.Year, view.Version, view.AmountFen, view.HeldFen, view.SettledFen, view.AvailableFen));
        Assert.Equivalent(view, await units.BudgetAsync(unit), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_budget_is_not_set_below_what_is_held_and_settled(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var settled = UnitsScenario.Submitted(unit, 300);
        await units.DeliverAsync(settled, ct: Ct);
        await units.DeliverAsync(UnitsScenario.Submitted(unit, 450), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(settled, (300, 200)), ct: Ct);

        await units.Approver(unit).RefusesAsync(
            async http =>
            {
                var response = await http.PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 649 }, 1, Ct);
                var text = await response.Content.ReadAsStringAsync(Ct);
                Assert.Contains("4.50", text, StringComparison.Ordinal);
                Assert.Contains("2.00", text, StringComparison.Ordinal);
                Assert.Contains("6.50", text, StringComparison.Ordinal);
                return response;
            },
            409,
            "budget_below_commitments",
            "amountFen");
        using var exact = await units.Approver(unit).PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 650 }, 1, Ct);

        Assert.Equal(0, (await exact.BodyAsync<BudgetView>(HttpStatusCode.OK)).AvailableFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_do_not_keep_an_approver_from_changing_the_amount_but_another_approver_does(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        await units.DeliverAsync(UnitsScenario.Submitted(unit, 300), ct: Ct);

        using var first = await units.Approver(unit).PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 2_000 }, 1, Ct);

        Assert.Equal(1_700, (await first.BodyAsync<BudgetView>(HttpStatusCode.OK)).AvailableFen);
        await units.Approver(unit).RefusesAsync(
            http => http.PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 3_000 }, 1, Ct), 412, "changed_meanwhile");
        await units.Approver(unit).RefusesAsync(
            http => http.PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 3_000 }, Ct), 428, "if_match_missing");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_budgets_filed_at_once_one_is_kept(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(
            amount => units.Approver(unit).PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = amount }, Ct)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionRequired));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        await Refused(UnitsScenario.BudgetPath(unit), new { amountFen = -1 }, 400, "out_of_range", "amountFen");
        await Refused(UnitsScenario.BudgetPath(unit), new { amountFen = 100_000_000_000_001 }, 400, "out_of_range", "amountFen");
        await Refused(UnitsScenario.BudgetPath(unit), new { amountFen = 1.5 }, 400, "json_wrong_type", "amountFen");
        await Refused(UnitsScenario.BudgetPath(unit), new { amountFen = "100" }, 400, "json_wrong_type", "amountFen");
        await Refused(UnitsScenario.BudgetPath(unit), new { }, 400, "field_missing", "amountFen");
        await Refused(UnitsScenario.BudgetPath(unit, 1999), new { amountFen = 1 }, 400, "out_of_range", "year");
        await Refused(UnitsScenario.BudgetPath(unit, 2101), new { amountFen = 1 }, 400, "out_of_range", "year");
        await Refused($"{UnitsScenario.UnitPath(unit)}/budgets/next", new { amountFen = 1 }, 400, "parameter_invalid", "year");
        var unregistered = Guid.CreateVersion7();
        await units.Approver(unregistered).RefusesAsync(
            http => http.PutAsJsonAsync(UnitsScenario.BudgetPath(unregistered), new { amountFen = 1 }, Ct), 404, "unit_not_found");
        await units.Auditor.RefusesAsync(http => http.GetAsync(UnitsScenario.BudgetPath(unit), Ct), 404, "budget_not_found");

        Task Refused(string path, object body, int status, string code, string? field = null) =>
            units.Approver(unit).RefusesAsync(http => http.PutAsJsonAsync(path, body, Ct), status, code, field);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_units_own_approver_sets_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync()).UnitId;
        var unit = (await units.RegisterUnitAsync(parentId: parent)).UnitId;

        foreach (var org in (Guid[])[parent, Guid.CreateVersion7()])
        {
            await units.Client(Roles.Approver, org: org).RefusesAsync(
                http => http.PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1 }, Ct), 403, "not_your_organisation");
        }

        foreach (var role in (string[])[Roles.Purchaser, Roles.Official, Roles.Auditor, Roles.Operator, Roles.Supplier])
        {
            await units.Client(role, org: unit).RefusesAsync(
                http => http.PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1 }, Ct), 403, "role_not_allowed");
        }
    }
}
