using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Testing;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Everything that a ledger goes through in some months, over messages and HTTP.</summary>
static class LedgerScenario
{
    const string Unpaired = "653221";

    /// <summary>Sales, returns, late pairings, moves, corrections, holds, voids, closings and rule sets, from May to August 2024.</summary>
    public static async Task RunThroughMayAsync(ServiceUnderTest<CreditingDb> service, FixedClock clock)
    {
        await service.DeliverAsync(SharedLedger.Regions("330000", "330200", "330211", "330281", "510000", "513400", "513430", Unpaired));
        var (school, moving, holder) = (Examples.Unit("330211"), Examples.Unit("330281"), Examples.Unit("110109", isCentral: true));
        await Task.WhenAll(service.DeliverAsync(school), service.DeliverAsync(moving), service.DeliverAsync(holder));
        await service.DeliverAsync(new DesignationPublished
        {
            DesignationId = Guid.CreateVersion7(),
            Version = 1,
            UnitId = holder.UnitId,
            UnitName = "央企甲",
            CountyPath = Places.Path("150125"),
            CountyName = "武川",
            ValidFrom = new DateOnly(2016, 1, 1),
        });

        // May: sales to all of them, some of which nothing is paired with yet; many heard at once.
        clock.Now = Examples.Noon("2024-05-12");
        var sales = Enumerable.Range(0, 12).Select(
            i => Sale(school, "2024-05-10", Examples.Line(quantity: $"{i + 1}", price: "33.33"), Examples.Line(Unpaired))).ToArray();
        var moved = Sale(moving, "2024-05-11", Examples.Line("513431"));
        await Task.WhenAll(
            sales.Append(moved).Append(Sale(holder, "2024-05-11", Examples.Line("150125"))).Select(sale => service.DeliverAsync(sale)));
        await service.DeliverAsync(Returned(sales[0], sales[0].Lines[0], "0.3"));
        await PayAsync(service, sales[1]);

        // A pairing that was there all the time is heard late, together with others; one more was registered afterwards: a correction.
        var late = FixturePairings.Between("330200", Unpaired, PairingTier.City);
        await Task.WhenAll(
            service.DeliverAsync(late),
            service.DeliverAsync(FixturePairings.Between("330211", Unpaired)),
            service.DeliverAsync(FixturePairings.Between("330000", Unpaired, PairingTier.Province)));
        clock.Now = Examples.Noon("2024-06-03");
        await service.CloseAsync("2024-05");
    }

    /// <summary>What follows after the closing of May.</summary>
    public static async Task RunThroughJulyAsync(ServiceUnderTest<CreditingDb> service, FixedClock clock)
    {
        var school = Examples.Unit("330211");
        var moving = Examples.Unit("330281");
        clock.Now = Examples.Noon("2024-06-15");
        await Task.WhenAll(service.DeliverAsync(school), service.DeliverAsync(moving));
        var forgotten = Sale(school, "2024-05-28", Examples.Line(price: "77.77"));
        var (voided, moved) = (
            Sale(school, "2024-06-10", Examples.Line()), Sale(moving, "2024-06-11", Examples.Line("513431"), Examples.Line()));
        await Task.WhenAll(service.DeliverAsync(forgotten), service.DeliverAsync(voided), service.DeliverAsync(moved));
        await service.DeliverAsync(Returned(forgotten, forgotten.Lines[0], "5"));
        await service.DeliverAsync(Returned(forgotten, forgotten.Lines[0], "1") with { Kind = ReturnKind.PriceCut, AmountFen = 1_234 });
        await PayAsync(service, forgotten);
        await service.PostJsonAsync("/credits/voids", new
        {
            voidId = Guid.CreateVersion7(),
            lineId = voided.Lines[0].LineId,
            acceptanceNo = 1,
            reason = "虚假交易",
            document = "稽核〔2024〕3号",
        });

        // The supplier of a sale is under suspicion: held, then released.
        var suspect = Examples.Line();
        await service.DeliverAsync(Examples.Supplier(suspect.Goods.SupplierId));
        await service.PostJsonAsync("/credits/suspicions", new
        {
            suspicionId = Guid.CreateVersion7(),
            supplierId = suspect.Goods.SupplierId,
            from = "2024-06-01",
            reason = "举报",
        });
        await service.DeliverAsync(Sale(school, "2024-06-12", suspect));
        var hold = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/holds?state=Open")).List("items").Single();
        await service.PostJsonAsync($"/credits/holds/{hold.Text("holdId")}/release", new { note = "已查实", document = "稽核〔2024〕4号" });

        // The unit had moved before its purchases, which the registry learned afterwards; another sale came
        // from another county than was said.
        await service.DeliverAsync(
            Examples.Unit(
                [Examples.Since("330281", "2000-01-01", "2024-06-01"), Examples.Since("330211", "2024-06-01")], moving.UnitId, version: 2)
                with
            { RegisteredAt = clock.Now });
        var correctionId = Guid.CreateVersion7();
        await service.PostJsonAsync(
            "/credits/corrections",
            new
            {
                correctionId,
                lineId = forgotten.Lines[0].LineId,
                acceptanceNo = 1,
                originRegionId = Unpaired,
                reason = "产地有误",
                document = "函〔2024〕9号",
            },
            subject: "finder");
        foreach (var correction in (await service.Client(Roles.Auditor).GetJsonAsync("/credits/corrections?state=Proposed")).List("items"))
        {
            await service.PostJsonAsync(
                $"/credits/corrections/{correction.Text("correctionId")}/approval", new { note = "同意" }, subject: "decider");
        }

        await service.PostJsonAsync("/credits/rule-sets", new
        {
            version = 2,
            effectiveFrom = "2024-07-01",
            parameters = RuleParameters.Default with { PriceCeilingRatio = 1.5m },
            document = "口径二",
        });
        clock.Now = Examples.Noon("2024-07-20");
        await service.CloseAsync("2024-06");
        await service.DeliverAsync(Sale(school, "2024-07-10", Examples.Line()));

        // A county pairing ends in the past, which is approved.
        await service.DeliverAsync(FixturePairings.Message("F03") with
        {
            Version = 2,
            ValidTo = new DateOnly(2024, 7, 1),
            RegisteredAt = clock.Now,
        });
        foreach (var correction in (await service.Client(Roles.Auditor).GetJsonAsync("/credits/corrections?state=Proposed")).List("items"))
        {
            await service.PostJsonAsync(
                $"/credits/corrections/{correction.Text("correctionId")}/approval", new { note = "同意" }, subject: "decider");
        }
    }

    public static DeliveryAccepted Sale(UnitPublished unit, string day, params DeliveryAccepted.Line[] lines) =>
        Examples.Acceptance(unit.UnitId, lines) with { AcceptedAt = Examples.Noon(day) };

    public static GoodsReturned Returned(
        DeliveryAccepted sale, DeliveryAccepted.Line line, string quantity, string day = "2024-06-14") => new()
        {
            ReturnId = Guid.CreateVersion7(),
            OrderId = sale.OrderId,
            LineId = line.LineId,
            AcceptanceNo = sale.AcceptanceNo,
            Kind = ReturnKind.Return,
            Quantity = Quantity.Of(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)),
            ConfirmedAt = Examples.Noon(day),
            Reason = "变质",
        };

    /// <summary>Invoice and payment that cover a sale.</summary>
    public static async Task PayAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted sale)
    {
        var fen = sale.Lines.Sum(line => line.AcceptedFen);
        await service.DeliverAsync(Invoice(sale, fen));
        await service.DeliverAsync(Payment(sale, fen));
    }

    public static InvoiceRecorded Invoice(DeliveryAccepted sale, long fen) => new()
    {
        InvoiceId = Guid.CreateVersion7(),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        Number = "24510000000012345678",
        AmountFen = fen,
        IssuedOn = new DateOnly(2024, 5, 20),
    };

    /// <summary>A red letter that takes so much of the invoices of a sale back.</summary>
    public static InvoiceReversed RedLetter(DeliveryAccepted sale, long fen) => new()
    {
        RedInvoiceId = Guid.CreateVersion7(),
        InvoiceId = Guid.CreateVersion7(),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        Number = "24510000000087654321",
        AmountFen = fen,
        IssuedOn = new DateOnly(2024, 5, 22),
    };

    /// <summary>So much of what was recorded as paid for a sale was not.</summary>
    public static PaymentReversed Reversal(DeliveryAccepted sale, long fen) => new()
    {
        ReversalId = Guid.CreateVersion7(),
        PaymentId = Guid.CreateVersion7(),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        AmountFen = fen,
        ReversedOn = new DateOnly(2024, 5, 22),
        Reference = "回单1",
    };

    public static PaymentRecorded Payment(DeliveryAccepted sale, long fen) => new()
    {
        PaymentId = Guid.CreateVersion7(),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        AmountFen = fen,
        PaidOn = new DateOnly(2024, 5, 21),
        Reference = "回单1",
    };
}
