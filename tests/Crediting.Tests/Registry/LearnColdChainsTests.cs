using System.Net;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>← ColdChainPublished: what is accepted under an undecided breach is held, and earns once it is fit (CR-17).</summary>
public sealed class LearnColdChainsTests(SharedLedger shared)
{
    const string Credited = "P F01, C F02, K F03";
    const string Nothing = "–";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_accepted_meanwhile_is_held_and_credited_with_its_own_day_once_it_is_fit(Engine engine)
    {
        var sale = await SaleAsync(await shared.OnAsync(engine));
        await sale.TellAsync(1, "2024-05-10");
        await sale.TellAsync(1, "2024-05-10");
        await sale.AcceptAsync("2024-05-11");

        Assert.Equal(Nothing, await sale.CreditedToAsync());
        Assert.Equal(Credited, await sale.CreditedToAsync(sale.Dry.LineId));
        Assert.Equal("ColdChainBreached CR-17 Open", await sale.HoldAsync());

        await sale.TellAsync(2, "2024-05-10", ColdChainVerdict.Fit);
        await sale.TellAsync(2, "2024-05-10", ColdChainVerdict.Fit);
        await sale.TellAsync(1, "2024-05-10");

        Assert.Equal(Credited, await sale.CreditedToAsync());
        Assert.Equal("ColdChainBreached CR-17 Released", await sale.HoldAsync());
        Assert.Equal("logistics", (await sale.HoldsAsync()).Single().Text("decidedBy"));
        Assert.Equal(0, await sale.AlertsAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task In_whatever_order_acceptance_breach_and_decision_are_heard_the_same_stands(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        // The acceptance tells of the breach itself, so that it is held although the breach is heard later, or never.
        var alone = await SaleAsync(service);
        await alone.AcceptAsync("2024-05-11", alone.Message(1, "2024-05-10"));
        Assert.Equal(Nothing, await alone.CreditedToAsync());
        await alone.TellAsync(1, "2024-05-10");
        Assert.Equal("ColdChainBreached CR-17 Open", await alone.HoldAsync());

        // The decision comes first: fit.
        var fit = await SaleAsync(service);
        await fit.TellAsync(2, "2024-05-10", ColdChainVerdict.Fit);
        await fit.AcceptAsync("2024-05-11", fit.Message(1, "2024-05-10"));
        Assert.Equal((Credited, ""), (await fit.CreditedToAsync(), await fit.HoldAsync()));

        // Unfit, before and after the acceptance.
        var (before, after) = (await SaleAsync(service), await SaleAsync(service));
        await before.TellAsync(2, "2024-05-10", ColdChainVerdict.Unfit);
        await before.AcceptAsync("2024-05-11", before.Message(1, "2024-05-10"));
        await after.AcceptAsync("2024-05-11", after.Message(1, "2024-05-10"));
        await after.TellAsync(2, "2024-05-10", ColdChainVerdict.Unfit);
        Assert.Equal((Nothing, ""), (await before.CreditedToAsync(), await before.HoldAsync()));
        Assert.Equal((Nothing, "ColdChainBreached CR-17 Rejected"), (await after.CreditedToAsync(), await after.HoldAsync()));
        foreach (var sale in new[] { before, after })
        {
            Assert.Equal("Rejected", (await sale.ReadAsync()).Text("status"));
            Assert.Equal(Credited, await sale.CreditedToAsync(sale.Dry.LineId));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_credited_before_the_breach_was_found_stays_and_somebody_is_told(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (first, second) = (await SaleAsync(service), await SaleAsync(service));
        await first.AcceptAsync("2024-05-09");
        await first.TellAsync(1, "2024-05-10");
        await first.TellAsync(2, "2024-05-10", ColdChainVerdict.Unfit);
        // The other way round.
        await second.TellAsync(1, "2024-05-10");
        await second.AcceptAsync("2024-05-09");

        foreach (var sale in new[] { first, second })
        {
            Assert.Equal((Credited, "", 1), (await sale.CreditedToAsync(), await sale.HoldAsync(), await sale.AlertsAsync()));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_both_sides_have_decided_a_later_message_changes_nothing(Engine engine)
    {
        var sale = await SaleAsync(await shared.OnAsync(engine));
        await sale.TellAsync(1, "2024-05-10");
        await sale.AcceptAsync("2024-05-11");
        var path = $"/credits/holds/{(await sale.HoldsAsync()).Single().Text("holdId")}/release";
        var proposed = await sale.Service.Official("513430").PostOnceAsync(path, new { note = "复检合格" }, ct: Ct)
            .JsonAsync(HttpStatusCode.Accepted);
        await sale.Service.Official("330211")
            .PostOnceAsync($"/credits/proposals/{proposed.Text("proposalId")}/confirmation", new { }, ct: Ct).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(Credited, await sale.CreditedToAsync());

        await sale.TellAsync(2, "2024-05-10", ColdChainVerdict.Unfit);

        Assert.Equal((Credited, "ColdChainBreached CR-17 Released"), (await sale.CreditedToAsync(), await sale.HoldAsync()));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_hold_ends_by_what_became_of_its_own_reason(Engine engine)
    {
        var sale = await SaleAsync(await shared.OnAsync(engine), isClaimed: true);
        await sale.TellAsync(1, "2024-05-10");
        await sale.AcceptAsync("2024-05-11");
        Assert.Equal("RecognitionUnconfirmed CR-04 Open", await sale.HoldAsync());

        // The county confirms it: what is left is the breach.
        await sale.Service.DeliverAsync(sale.Record(1));
        Assert.Equal("ColdChainBreached CR-17 Open; RecognitionUnconfirmed CR-04 Released", await sale.HoldAsync());
        Assert.Equal(Nothing, await sale.CreditedToAsync());

        // It takes the confirmation back: nobody has found the goods fit, and the hold does not say so.
        await sale.Service.DeliverAsync(sale.Record(2) with { IsDeclined = true, ValidFrom = null, ValidUntil = null });
        Assert.Equal("ColdChainBreached CR-17 Lapsed; RecognitionUnconfirmed CR-04 Released", await sale.HoldAsync());
        var lapsed = (await sale.HoldsAsync()).Single(hold => hold.Text("state") == "Lapsed");
        Assert.DoesNotContain("合格", lapsed.Text("note"), StringComparison.Ordinal);

        await sale.Service.DeliverAsync(sale.Record(3));
        Assert.Equal(
            "ColdChainBreached CR-17 Lapsed; ColdChainBreached CR-17 Open; RecognitionUnconfirmed CR-04 Released", await sale.HoldAsync());
        await sale.TellAsync(2, "2024-05-10", ColdChainVerdict.Fit);
        Assert.Equal(
            "ColdChainBreached CR-17 Lapsed; ColdChainBreached CR-17 Released; RecognitionUnconfirmed CR-04 Released",
            await sale.HoldAsync());
        Assert.Equal(Credited, await sale.CreditedToAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_breach_of_goods_that_nobody_has_accepted_waits_for_them(Engine engine)
    {
        var sale = await SaleAsync(await shared.OnAsync(engine));
        await sale.TellAsync(1, "2024-05-10");
        Assert.Equal("", await sale.HoldAsync());
        // Found once more, later, after it was fit: what was accepted in between keeps its credit.
        await sale.TellAsync(2, "2024-05-10", ColdChainVerdict.Fit);
        await sale.AcceptAsync("2024-05-11");
        await sale.TellAsync(3, "2024-05-12");
        Assert.Equal((Credited, 1), (await sale.CreditedToAsync(), await sale.AlertsAsync()));
    }

    /// <param name="isClaimed">Its recognition is the seller's claim, which the county has not confirmed yet.</param>
    static async Task<Sale> SaleAsync(ServiceUnderTest<CreditingDb> service, bool isClaimed = false)
    {
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        return new Sale(service, unit.UnitId, isClaimed);
    }

    /// <summary>A line of meat, as it were, and one of dry goods, of one shipment.</summary>
    sealed class Sale(ServiceUnderTest<CreditingDb> service, Guid unitId, bool isClaimed)
    {
        public ServiceUnderTest<CreditingDb> Service => service;

        readonly Guid _shipmentId = Guid.CreateVersion7();
        readonly Guid _recordId = Guid.CreateVersion7();

        public DeliveryAccepted.Line Meat { get; } = isClaimed ? Claimed() : Examples.Line();

        public DeliveryAccepted.Line Dry { get; } = Examples.Line() with { LineNumber = 2 };

        public ColdChainPublished Message(long version, string breachedOn, ColdChainVerdict? verdict = null) => new()
        {
            ShipmentId = _shipmentId,
            Version = version,
            Lines =
            [
                new ColdChainPublished.Line
                {
                    LineId = Meat.LineId,
                    BreachedAt = Examples.Noon(breachedOn),
                    Verdict = verdict,
                    DecidedAt = verdict is null ? null : Examples.Noon("2024-05-13"),
                },
            ],
        };

        public Task TellAsync(long version, string breachedOn, ColdChainVerdict? verdict = null) =>
            service.DeliverAsync(Message(version, breachedOn, verdict));

        public Task AcceptAsync(string day, ColdChainPublished? coldChain = null) => service.DeliverAsync(
            Examples.Acceptance(unitId, Meat, Dry) with
            {
                AcceptedAt = Examples.Noon(day),
                ShipmentId = _shipmentId,
                ColdChain = coldChain,
            });

        public Task<string> CreditedToAsync(Guid? lineId = null) => service.CreditedToAsync(lineId ?? Meat.LineId);

        public async Task<IReadOnlyList<System.Text.Json.JsonElement>> HoldsAsync() =>
            [.. (await service.Official("330211").GetJsonAsync($"/credits/holds?lineId={Meat.LineId}")).List("items")];

        public async Task<string> HoldAsync() => string.Join(
            "; ",
            (await HoldsAsync()).Select(hold => $"{hold.Text("reason")} {hold.Text("rule")} {hold.Text("state")}")
                .Order(StringComparer.Ordinal));

        /// <summary>The county's record of the recognition that is claimed.</summary>
        public RecognitionPublished Record(long version) => new()
        {
            RecordId = _recordId,
            Version = version,
            Number = Meat.Goods.Recognition!.Number,
            SupplierId = Meat.Goods.SupplierId,
            CountyPath = Places.Path(Examples.Jinyang),
            ValidFrom = Examples.Day("2020-01-01"),
            ValidUntil = Examples.Day("2030-12-31"),
            IsDeclined = false,
            Document = "金农函〔2024〕1号",
        };

        static DeliveryAccepted.Line Claimed()
        {
            var line = Examples.Line(supplierId: Guid.CreateVersion7());
            return line with { Goods = line.Goods with { Recognition = Examples.Certified with { RecordId = null } } };
        }

        public async Task<System.Text.Json.JsonElement> ReadAsync() =>
            (await service.Official("330211").GetJsonAsync($"/credits/sales/{Meat.LineId}")).List("acceptances").Single();

        public async Task<int> AlertsAsync() => (await service.Official("330211").GetJsonAsync("/credits/alerts?kind=ColdChain&size=200"))
            .List("items").Count(alert => alert.Text("objectId").StartsWith($"{Meat.LineId}", StringComparison.Ordinal));
    }
}
