using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/statements/{month}.</summary>
public sealed class GetStatementTests(SharedOrderingFixture shared)
{
    // The clock stands still, so that the entries are of the same instant.
    static readonly PayableKind[] Kinds = [PayableKind.Accepted, PayableKind.Paid, PayableKind.Returned, PayableKind.PriceRaised];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_statement_opens_with_the_balance_of_the_month_before_and_names_each_change(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        await PayAsync(fixture, order, part: 0, fen: 2_000);
        await fixture.HearAsync(Returned(order, part: 0, fen: -350));
        await fixture.HearAsync(Returned(order, part: 0, fen: 100));

        var month = $"{Today:yyyy-MM}";
        var ofBuyer = await SeeAsync(fixture.Purchaser(order.UnitId), month, $"supplierId={order.Parts[0].SupplierId}");
        Assert.Equal((0L, 6_650L - 2_000 - 350 + 100), (ofBuyer.OpeningFen, ofBuyer.ClosingFen));
        Assert.Equal(
            [(PayableKind.Accepted, 6_650L), (PayableKind.Paid, -2_000L), (PayableKind.Returned, -350L), (PayableKind.PriceRaised, 100L)],
            ofBuyer.Items.OrderBy(item => Array.IndexOf(Kinds, item.Kind)).Select(item => (item.Kind, item.AmountFen!.Value)));
        Assert.All(ofBuyer.Items, item => Assert.Equal((order.OrderId, order.Number), (item.OrderId, item.OrderNumber)));

        var file = await fixture.Purchaser(order.UnitId).GetStringAsync(
            $"/ordering/payables/statements/{month}?supplierId={order.Parts[0].SupplierId}&format=Csv", Ct);
        Assert.Contains(order.UnitName, file, StringComparison.Ordinal);
        Assert.Contains(order.Parts[0].SupplierName, file, StringComparison.Ordinal);
        var ofSupplier = await SeeAsync(Supplier(fixture, order, 0), month, $"unitId={order.UnitId}");
        Assert.Equal(ofBuyer.Items.Select(item => item.EntryId), ofSupplier.Items.Select(item => item.EntryId));
        var next = await SeeAsync(Supplier(fixture, order, 0), $"{Today.AddMonths(1):yyyy-MM}", $"unitId={order.UnitId}");
        Assert.Equal((4_400L, 4_400L, 0), (next.OpeningFen, next.ClosingFen, next.Items.Count));
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Equal(4_400L, (await db.Parts.SingleAsync(part => part.OrderId == order.OrderId, Ct)).OwedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_statement_names_both_sides_of_which_one_is_the_callers_and_a_month_that_there_is(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var supplier = order.Parts[0].SupplierId;
        await RefusedAsync(
            http => http.GetAsync("/ordering/payables/statements/2026-11", Ct), fixture.Purchaser(order.UnitId),
            HttpStatusCode.BadRequest, "side_missing", "supplierId");
        await RefusedAsync(
            http => http.GetAsync("/ordering/payables/statements/2026-13?supplierId=" + supplier, Ct), fixture.Purchaser(order.UnitId),
            HttpStatusCode.BadRequest, "month_invalid", "month");
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables/statements/2026-11?unitId={order.UnitId}", Ct),
            fixture.Service.Client(Roles.Auditor), HttpStatusCode.BadRequest, "side_missing", "supplierId");
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables/statements/2026-11?unitId={order.UnitId}&supplierId={supplier}", Ct),
            fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_is_never_changed(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        await using var scope = fixture.Service.OpenDb(out var db);

        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => db.PayableEntries.Where(entry => entry.OrderId == order.OrderId).ExecuteDeleteAsync(Ct));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    static async Task<GetStatement.Statement> SeeAsync(HttpClient caller, string month, string query) =>
        await ReadAsync<GetStatement.Statement>(await caller.GetAsync($"/ordering/payables/statements/{month}?{query}", Ct));
}
