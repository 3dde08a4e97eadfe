using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>What a seller claims waits for the register of the county of origin (CR-04).</summary>
public sealed class LearnRecognitionsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_claimed_recognition_holds_the_sale_until_the_county_has_it_and_then_counts_for_its_day(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await SellAsync(service, line);
        Assert.Equal(("–", SaleStatus.Held, CreditReason.RecognitionUnconfirmed), await StandingAsync(service, line));

        await service.DeliverAsync(Record(supplier, line));
        await service.DeliverAsync(Record(supplier, line));

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
        Assert.All(await service.EntriesAsync(line.LineId), entry => Assert.Equal(new DateOnly(2024, 5, 10), entry.RecognitionDate));
        Assert.Equal((HoldState.Released, "registry"), await HoldAsync(service, line));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_record_that_is_known_before_the_sale_confirms_its_claim(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await service.DeliverAsync(Record(supplier, line));

        await SellAsync(service, line);

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_declined_claim_is_not_attributed_and_a_later_issue_still_counts(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await SellAsync(service, line);
        var declined = Record(supplier, line) with { IsDeclined = true, ValidFrom = null, ValidUntil = null };

        await service.DeliverAsync(declined);

        Assert.Equal(("–", SaleStatus.Normal, CreditReason.NoRecognition), await StandingAsync(service, line));
        Assert.Equal((HoldState.Rejected, "registry"), await HoldAsync(service, line));

        await service.DeliverAsync(Record(supplier, line) with { RecordId = declined.RecordId, Version = 2 });
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "2024-05-09", "2025-12-31")]
    [InlineData(Engine.PostgreSql, "2024-05-09", "2025-12-31")]
    [InlineData(Engine.Sqlite, "2020-01-01", "2024-05-07")]
    [InlineData(Engine.PostgreSql, "2020-01-01", "2024-05-07")]
    public async Task A_record_that_does_not_cover_the_day_of_confirmation_earns_nothing(Engine engine, string from, string until)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await SellAsync(service, line);

        await service.DeliverAsync(
            Record(supplier, line) with { ValidFrom = Examples.Day(from), ValidUntil = Examples.Day(until) });

        Assert.Equal(("–", SaleStatus.Normal, CreditReason.RecognitionNotValid), await StandingAsync(service, line));
        Assert.Equal((HoldState.Rejected, "registry"), await HoldAsync(service, line));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_record_of_another_number_supplier_or_county_leaves_the_sale_waiting(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await SellAsync(service, line);

        await service.DeliverAsync(Record(supplier, line) with { RecordId = Guid.CreateVersion7(), Number = "RZ-9999" });
        await service.DeliverAsync(Record(Guid.CreateVersion7(), line) with { RecordId = Guid.CreateVersion7() });
        await service.DeliverAsync(
            Record(supplier, line) with { RecordId = Guid.CreateVersion7(), CountyPath = Places.Path("513423") });

        Assert.Equal(("–", SaleStatus.Held, CreditReason.RecognitionUnconfirmed), await StandingAsync(service, line));
        Assert.Equal(HoldState.Open, (await HoldAsync(service, line)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_record_that_is_restricted_to_a_product_confirms_no_other(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, own) = Claimed();
        var other = Claimed(supplier).Line;
        await SellAsync(service, own);
        await SellAsync(service, other);

        await service.DeliverAsync(Record(supplier, own) with { ProductId = own.Goods.ProductId });

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(own.LineId));
        Assert.Equal(("–", SaleStatus.Normal, CreditReason.NoRecognition), await StandingAsync(service, other));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_withdrawal_counts_for_orders_confirmed_from_its_day_on(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, before) = Claimed();
        var after = Claimed(supplier).Line;
        var record = Record(supplier, before);
        await service.DeliverAsync(record);
        await SellAsync(service, before, confirmed: "2024-05-07");
        await SellAsync(service, after, confirmed: "2024-05-08");
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(after.LineId));

        await service.DeliverAsync(record with { Version = 2, WithdrawnFrom = Examples.Day("2024-05-08") });

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(before.LineId));
        Assert.Equal(0, (await service.EntriesAsync(after.LineId)).Sum(entry => entry.AmountFen));
        Assert.Equal(
            CreditReason.RecognitionNotValid, (await service.SaleAsync(after.LineId))![Scheme.EastWest, PairingTier.County]);

        // The order was confirmed from the day on, also when its listing still named the record.
        var late = Claimed(supplier, record.RecordId).Line;
        await SellAsync(service, late, confirmed: "2024-05-09");
        Assert.Equal(("–", SaleStatus.Normal, CreditReason.RecognitionNotValid), await StandingAsync(service, late));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_older_version_that_comes_later_changes_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        await service.DeliverAsync(Record(supplier, line) with { Version = 2, WithdrawnFrom = Examples.Day("2024-05-01") });

        await service.DeliverAsync(Record(supplier, line));

        await SellAsync(service, line);
        Assert.Equal(("–", SaleStatus.Normal, CreditReason.RecognitionNotValid), await StandingAsync(service, line));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_gift_set_only_the_component_waits_that_no_register_has(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        line = line with
        {
            Goods = line.Goods with
            {
                Origins =
                [
                    Part(1, Examples.Certified),
                    Part(2, line.Goods.Recognition!),
                ],
            },
        };
        await SellAsync(service, line);
        Assert.Equal([SaleStatus.Normal, SaleStatus.Held], await SharesAsync(service, line));

        await service.DeliverAsync(Record(supplier, line));

        Assert.Equal([SaleStatus.Normal, SaleStatus.Normal], await SharesAsync(service, line));
        Assert.Equal(6, (await service.EntriesAsync(line.LineId)).Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_claim_is_still_held_for_what_else_speaks_against_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        line = line with { Batches = [line.Batches[0] with { SupplierId = supplier, Declared = Quantity.Of(1) }] };
        await SellAsync(service, line);
        Assert.Equal(("–", SaleStatus.Held, CreditReason.RecognitionUnconfirmed), await StandingAsync(service, line));

        await service.DeliverAsync(Record(supplier, line));

        Assert.Equal(("–", SaleStatus.Held, CreditReason.BatchOverdraw), await StandingAsync(service, line));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_claim_ends_the_hold_also_of_what_went_back_meanwhile(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (supplier, line) = Claimed();
        var unit = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(unit);
        var sale = Examples.Acceptance(unit.UnitId, line);
        await service.DeliverAsync(sale);
        await service.DeliverAsync(LedgerScenario.Returned(sale, line, "10"));
        Assert.Equal((HoldState.Open, null), await HoldAsync(service, line));

        await service.DeliverAsync(Record(supplier, line));

        Assert.Equal(SaleStatus.Normal, (await service.SaleAsync(line.LineId))!.Status);
        Assert.Equal((HoldState.Released, "registry"), await HoldAsync(service, line));
        Assert.Equal(0, (await service.EntriesAsync(line.LineId)).Sum(entry => entry.AmountFen));
    }

    /// <summary>A line whose goods name a number that the supplier claims, or that a record confirmed when they were ordered.</summary>
    static (Guid SupplierId, DeliveryAccepted.Line Line) Claimed(Guid? supplierId = null, Guid? recordId = null)
    {
        var supplier = supplierId ?? Guid.CreateVersion7();
        var line = Examples.Line(supplierId: supplier);
        return (supplier, line with { Goods = line.Goods with { Recognition = Examples.Certified with { RecordId = recordId } } });
    }

    static RecognitionPublished Record(Guid supplierId, DeliveryAccepted.Line line) => new()
    {
        // The same for the same claim, so that a second version is one of it.
        RecordId = StableIds.Of($"test/recognition/{supplierId}"),
        Version = 1,
        Number = line.Goods.Recognition!.Number,
        SupplierId = supplierId,
        CountyPath = Places.Path(Examples.Jinyang),
        ValidFrom = Examples.Day("2020-01-01"),
        ValidUntil = Examples.Day("2030-12-31"),
        IsDeclined = false,
        Document = "金农函〔2024〕1号",
    };

    static OriginPart Part(int shareNo, Recognition recognition) => new()
    {
        ShareNo = shareNo,
        Weight = 1,
        OriginPath = Places.Path(Examples.Jinyang),
        OriginName = "金阳县",
        Recognition = recognition,
    };

    static async Task SellAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted.Line line, string confirmed = "2024-05-08")
    {
        var unit = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { ConfirmedAt = Examples.Noon(confirmed) });
    }

    static async Task<(string CreditedTo, SaleStatus Status, CreditReason County)> StandingAsync(
        ServiceUnderTest<CreditingDb> service, DeliveryAccepted.Line line)
    {
        var sale = (await service.SaleAsync(line.LineId))!;
        return (await service.CreditedToAsync(line.LineId), sale.Status, sale[Scheme.EastWest, PairingTier.County]);
    }

    static async Task<(HoldState State, string? By)> HoldAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted.Line line)
    {
        await using var scope = service.OpenDb(out var db);
        var hold = await db.Holds.AsNoTracking().SingleAsync(known => known.LineId == line.LineId, Ct);
        return (hold.State, hold.DecidedBy);
    }

    static async Task<List<SaleStatus>> SharesAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted.Line line)
    {
        await using var scope = service.OpenDb(out var db);
        return await db.SaleLines.AsNoTracking().Where(sale => sale.LineId == line.LineId)
            .OrderBy(sale => sale.ShareNo).Select(sale => sale.Status).ToListAsync(Ct);
    }
}
