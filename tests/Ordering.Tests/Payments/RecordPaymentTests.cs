using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Payments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

public sealed class RecordPaymentTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Payments_up_to_the_amount_of_the_part_are_kept_and_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var (first, second) = (Payment(order, 6_999), Payment(order, 1));

        using (var answer = await AskAsync(fixture.Purchaser(order.UnitId), order, first))
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal($"/ordering/orders/{order.OrderId}", answer.Headers.Location?.ToString());
            Assert.Equal(first.PaymentId, (await ReadAsync<PaymentView>(answer)).PaymentId);
        }

        (await AskAsync(fixture.Purchaser(order.UnitId), order, second)).Dispose();
        await RefusedAsync(
            http => AskAsync(http, order, Payment(order, 1)), fixture.Purchaser(order.UnitId),
            HttpStatusCode.Conflict, "payment_exceeds_part", "amountFen");

        var told = await fixture.ToldOnceAsync<PaymentRecorded>(message => message.PaymentId == first.PaymentId);
        Assert.Equal(
            (order.OrderId, order.Parts[0].PartId, order.Parts[0].SupplierId, 6_999L, Today, first.Reference),
            (told.OrderId, told.PartId, told.SupplierId, told.AmountFen, told.PaidOn, told.Reference));
        Assert.Equal([6_999L, 1L], (await fixture.SeeAsync(order)).Parts[0].Payments.OrderByDescending(payment => payment.AmountFen)
            .Select(payment => payment.AmountFen));
        Assert.Equal(2, fixture.Told<PaymentRecorded>(message => message.OrderId == order.OrderId).Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Payments_made_at_the_same_moment_never_exceed_the_part(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => AskAsync(fixture.Purchaser(order.UnitId), order, Payment(order, 2_000))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(3, (await fixture.SeeAsync(order)).Parts[0].Payments.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_payment_id_that_is_taken_is_refused(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var payment = Payment(order, 100);
        (await AskAsync(fixture.Purchaser(order.UnitId), order, payment)).Dispose();

        await RefusedAsync(
            http => AskAsync(http, order, payment with { AmountFen = 200 }),
            fixture.Purchaser(order.UnitId), HttpStatusCode.Conflict, "already_exists", "paymentId");

        Assert.Equal(100, Assert.Single((await fixture.SeeAsync(order)).Parts[0].Payments).AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_confirmed_orders_are_paid_also_once_they_are_completed(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var caller = fixture.Purchaser(order.UnitId);
        await RefusedAsync(http => AskAsync(http, order, Payment(order, 1)), caller, HttpStatusCode.Conflict, "order_not_confirmed");

        await fixture.ConfirmAsync(order);
        // 19 of 20 jin, and so no more is to be paid than 66.50.
        await fixture.HearAsync(Accepted(order));
        await RefusedAsync(
            http => AskAsync(http, order, Payment(order, 6_651)), caller, HttpStatusCode.Conflict, "payment_exceeds_part", "amountFen");
        using var answer = await AskAsync(caller, order, Payment(order, 6_650));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var cancelled = await fixture.PlaceAsync();
        await fixture.HearAsync(new BudgetDeclined { OrderId = cancelled.OrderId, UnitId = cancelled.UnitId, Year = 2026, AmountFen = 1 });
        await RefusedAsync(
            http => AskAsync(http, cancelled, Payment(cancelled, 1)),
            fixture.Purchaser(cancelled.UnitId), HttpStatusCode.Conflict, "order_cancelled");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_a_payment_is_refused_with_its_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var good = Payment(order, 100);
        (RecordPayment.Request Payment, HttpStatusCode Status, string Code, string Field)[] bad =
        [
            (good with { PaymentId = Guid.Empty }, HttpStatusCode.BadRequest, "id_empty", "paymentId"),
            (good with { AmountFen = 0 }, HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (good with { AmountFen = -5 }, HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (good with { AmountFen = long.MaxValue }, HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (good with { Reference = "" }, HttpStatusCode.BadRequest, "text_blank", "reference"),
            (good with { Reference = new string('9', 101) }, HttpStatusCode.BadRequest, "text_too_long", "reference"),
            (good with { PaidOn = Today.AddDays(1) }, HttpStatusCode.BadRequest, "day_out_of_range", "paidOn"),
            (good with { PaidOn = Today.AddDays(-1) }, HttpStatusCode.BadRequest, "day_out_of_range", "paidOn"),
            (good with { PartId = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "part_not_found", "partId"),
            (good with { AmountFen = 7_001 }, HttpStatusCode.Conflict, "payment_exceeds_part", "amountFen"),
        ];
        foreach (var (payment, status, code, field) in bad)
        {
            await RefusedAsync(http => AskAsync(http, order, payment), fixture.Purchaser(order.UnitId), status, code, field);
        }

        await RefusedAsync(
            http => http.PostOnceAsync(
                Path(order),
                new { paymentId = "1", partId = good.PartId, amountFen = "100", paidOn = "2026-02-30", reference = "x" }, ct: Ct),
            fixture.Purchaser(order.UnitId),
            HttpStatusCode.BadRequest,
            "json_wrong_type",
            "paymentId");
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.PaymentMatchings.AnyAsync(matching => matching.PartId == good.PartId, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_records_payments(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();

        await RefusedAsync(
            http => AskAsync(http, order, Payment(order, 1)),
            fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "order_not_found");
        foreach (var role in new[] { Roles.Approver, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator, Roles.Carrier })
        {
            await RefusedAsync(
                http => AskAsync(http, order, Payment(order, 1)),
                fixture.Service.Client(role, org: order.UnitId), HttpStatusCode.Forbidden, "role_not_allowed");
        }
    }

    static RecordPayment.Request Payment(OrderView order, long amountFen) => new()
    {
        PaymentId = Guid.CreateVersion7(),
        PartId = order.Parts[0].PartId,
        AmountFen = amountFen,
        PaidOn = Today,
        Reference = "财付字2026-118",
    };

    static string Path(OrderView order) => $"/ordering/orders/{order.OrderId}/payments";

    static Task<HttpResponseMessage> AskAsync(HttpClient caller, OrderView order, RecordPayment.Request payment) =>
        caller.PostOnceAsync(Path(order), payment, ct: Ct);
}
