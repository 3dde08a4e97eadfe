using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>POST /ordering/payments/{paymentId}/receipt.</summary>
public sealed class StateReceiptTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_disputed_proves_nothing_until_it_is_confirmed_and_is_shown_to_both_and_to_officials(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await scenario.Fixture.HearAsync(new RegionsPublished { Regions = [Region("513431", RegionLevel.County, Zhaojue.Value)] });
        await scenario.AcceptAsync(0);
        var paid = await scenario.PayAsync(scenario.Payment(7_000, scenario.ToPart(0, 6_650)));
        var before = await DisputedInAsync(scenario.Fixture, "330211", "Buyers");
        var beforeAtOrigin = await DisputedInAsync(scenario.Fixture, "513431", "Origin");

        var disputed = await scenario.DoAsync(paid.PaymentId, "receipt", Stated(false, "未到账"), scenario.Seller);

        Assert.Equal((PaymentReceiptState.Disputed, "未到账"), (disputed.Receipt, Assert.Single(disputed.Statements).Note));
        var reversed = await scenario.Fixture.ToldOnceAsync<PaymentReversed>(message => message.PaymentId == paid.PaymentId);
        Assert.Equal((scenario.Part(0), 6_650L), (reversed.PartId, reversed.AmountFen));
        var total = await scenario.TotalAsync();
        Assert.Equal((0L, 7_000L, 350L), (total.OwedFen, total.DisputedFen, total.AdvanceFen));
        Assert.Equal(before + 7_000, await DisputedInAsync(scenario.Fixture, "330211", "Buyers"));
        Assert.Equal(beforeAtOrigin + 6_650, await DisputedInAsync(scenario.Fixture, "513431", "Origin"));

        // Said twice, nothing more is told; what is matched meanwhile proves nothing either.
        await scenario.DoAsync(paid.PaymentId, "receipt", Stated(false, "仍未到账"), scenario.Seller);
        await scenario.DoAsync(paid.PaymentId, "matching", new MatchPayment.Request { Matches = [scenario.ToPart(1, 350)] });
        var confirmed = await scenario.DoAsync(paid.PaymentId, "receipt", Stated(true), scenario.Seller);

        Assert.Equal((PaymentReceiptState.Confirmed, 3), (confirmed.Receipt, confirmed.Statements.Count));
        Assert.Single(scenario.Fixture.Told<PaymentReversed>(message => message.PaymentId == paid.PaymentId));
        await Eventually.EqualAsync(
            3, () => Task.FromResult(scenario.Fixture.Told<PaymentRecorded>(message => message.PaymentId == paid.PaymentId).Count),
            "what is matched to count again", ct: Ct);
        var told = scenario.Fixture.Told<PaymentRecorded>(message => message.PaymentId == paid.PaymentId);
        Assert.Equal([350L, 6_650L, 6_650L], told.Select(message => message.AmountFen).Order());
        Assert.Equal(3, told.Select(message => message.MatchingId).Distinct().Count());
        Assert.Equal((0L, before), ((await scenario.TotalAsync()).DisputedFen, await DisputedInAsync(scenario.Fixture, "330211",
            "Buyers")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_disputed_payment_that_is_reversed_is_told_once_only(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(1_000, scenario.ToPart(0, 1_000)));
        await scenario.DoAsync(paid.PaymentId, "receipt", Stated(false, "未到账"), scenario.Seller);
        await scenario.DoAsync(paid.PaymentId, "reversal", new ReversePayment.Request { Reason = "付错账户" });

        await scenario.Fixture.ToldOnceAsync<PaymentReversed>(message => message.PaymentId == paid.PaymentId);
        Assert.Equal(0L, (await scenario.TotalAsync()).DisputedFen);
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "receipt", Stated(true), http), scenario.Seller, HttpStatusCode.Conflict,
            "payment_reversed");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_that_was_paid_says_it_and_what_is_wrong(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(1_000));
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "receipt", Stated(false), http), scenario.Seller, HttpStatusCode.BadRequest,
            "note_missing", "note");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "receipt", Stated(true), http), scenario.Fixture.Seller(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "payment_not_found");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "receipt", Stated(true), http), scenario.Buyer, HttpStatusCode.Forbidden,
            "role_not_allowed");
    }

    static StateReceipt.Request Stated(bool isReceived, string? note = null) => new() { IsReceived = isReceived, Note = note };

    static async Task<long> DisputedInAsync(OrderingFixture fixture, string region, string side)
    {
        using var official = fixture.Service.Client(Roles.Official, region: region, tier: "County");
        return (await ReadAsync<GetRegionPayables.RegionPayables>(
            await official.GetAsync($"/ordering/payables/regions/{region}?side={side}", Ct))).Total.DisputedFen;
    }
}
