using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// Histories in which the ledger once went wrong, each as short as it can be. All invariants are checked after every event here as
/// well, and the ledger must equal the plain model and its own replay.
/// </summary>
public sealed partial class HistoryRegressionTests
{
    static readonly DateTimeOffset Begin = Examples.Noon("2024-05-20");
    static readonly Guid Buyer = TestRegistry.Unit(0);

    [Fact]
    public async Task What_is_heard_again_later_leaves_no_trace_in_the_ledger() => await PlayAsync(Unit("330211"), new Redeliver(0));

    /// <summary>CR-25.</summary>
    [Fact]
    public async Task A_rule_set_filed_later_does_not_decide_a_recorded_sale_anew()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit("330211") with { IsCentral = true },
            sale,
            new FileParameters(15, new RuleParameters { CentralUnitsCountForLocation = true }),
            Pairing(0, PairingTier.County, "330211", "513430"));
        Assert.Equal("", ledger.Credits(sale));
    }

    /// <summary>CR-19.</summary>
    [Fact]
    public async Task A_version_that_comes_after_a_newer_one_still_decides_the_sales_of_its_time()
    {
        var sale = Sale();
        var pairing = Pairing(0, PairingTier.County, "330211", "513430") with { ValidTo = new DateOnly(2024, 1, 1) };
        var ledger = await PlayAsync(
            Unit("330211"),
            pairing,
            sale,
            pairing with { Version = 3, RegisteredAt = Begin },
            pairing with { Version = 2, ValidTo = null });
        Assert.Equal("P0 1000", ledger.Credits(sale));
    }

    [Fact]
    public async Task A_zone_that_is_made_a_party_for_the_past_leaves_the_sales_of_its_host_alone_until_that_is_approved()
    {
        var sale = Sale();
        object[] before =
        [
            Unit(TestRegistry.Zone),
            Pairing(0, PairingTier.County, "330211", "513430"),
            sale,
            Pairing(1, PairingTier.County, TestRegistry.Zone, "513430") with { RegisteredAt = Begin },
        ];
        Assert.Equal("P0 1000", (await PlayAsync(before)).Credits(sale));
        Assert.Equal("P1 1000", (await PlayAsync([.. before, new DecideSomeCorrection(0, true)])).Credits(sale));
    }

    [Fact]
    public async Task A_zone_that_becomes_a_party_late_is_no_part_of_its_host_wherever_the_goods_come_from()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit(TestRegistry.Zone),
            Pairing(0, PairingTier.County, "330211", "513430"),
            sale,
            Pairing(1, PairingTier.County, TestRegistry.Zone, "522630"));
        Assert.Equal("", ledger.Credits(sale));
    }

    /// <summary>CR-12.</summary>
    [Fact]
    public async Task A_late_pairing_finds_goods_of_another_province_when_the_registration_of_the_supplier_decides()
    {
        var sale = Sale(Line() with { Goods = Goods() with { SupplierRegistrationPath = TestRegistry.Path("522630") } });
        var ledger = await PlayAsync(
            new FileParameters(15, new RuleParameters { WestAttribution = WestAttribution.SupplierRegistration }),
            Unit("330211"),
            sale,
            Pairing(0, PairingTier.County, "330211", "522630"));
        Assert.Equal("P0 1000", ledger.Credits(sale));
    }

    /// <summary>CR-05.</summary>
    [Fact]
    public async Task A_suspension_heard_of_after_the_sale_takes_its_credit_away()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit("330211"),
            Pairing(0, PairingTier.County, "330211", "513430"),
            sale,
            Supplier(new SupplierPublished.Suspension(new DateOnly(2024, 5, 1), null)));
        Assert.Equal("", ledger.Credits(sale));
    }

    [Fact]
    public async Task Pairings_that_come_in_one_batch_are_replayed_one_by_one_to_the_same_entries()
    {
        var sale = Sale();
        var ledger = await PlayTogetherAsync(
            [Unit("330211")], [sale],
            [Pairing(0, PairingTier.County, "330200", "513430"), Pairing(1, PairingTier.County, "330211", "513430")]);
        Assert.Equal("P1 1000", ledger.Credits(sale));
    }

    [Fact]
    public async Task A_unit_above_the_buyer_may_be_heard_of_after_the_sale()
    {
        var sale = Sale();
        var child = Unit("330211") with { ParentId = TestRegistry.Unit(1) };
        var ledger = await PlayAsync(
            child,
            Designation(TestRegistry.Unit(2)),
            sale,
            Unit("330211", 1) with { ParentId = TestRegistry.Unit(2) },
            Unit("330211", 2));
        Assert.Equal("D 1000", ledger.Credits(sale));
    }

    /// <summary>CR-06.</summary>
    [Fact]
    public async Task Whom_an_agent_buys_for_must_be_known_and_may_name_the_agent_later()
    {
        var sale = Sale() with { Terms = new OrderTerms { PrincipalUnitId = TestRegistry.Unit(1) } };
        var principal = Unit("330281", 1);
        var ledger = await PlayAsync(
            Unit("330211"),
            Pairing(0, PairingTier.County, "330281", "513430"),
            sale,
            principal,
            principal with
            {
                Version = 2,
                Agents = [new UnitPublished.Agent { AgentId = Buyer, Name = "食堂", ValidFrom = new DateOnly(2000, 1, 1) }],
            });
        Assert.Equal("P0 1000", ledger.Credits(sale));
    }

    [Fact]
    public async Task An_agent_must_be_known_itself()
    {
        var sale = Sale() with { Terms = new OrderTerms { PrincipalUnitId = TestRegistry.Unit(1) } };
        var ledger = await PlayAsync(
            Pairing(0, PairingTier.County, "330281", "513430"),
            Unit("330281", 1) with
            {
                Agents = [new UnitPublished.Agent { AgentId = Buyer, Name = "食堂", ValidFrom = new DateOnly(2000, 1, 1) }],
            },
            sale,
            Unit("330211"));
        Assert.Equal("P0 1000", ledger.Credits(sale));
    }

    /// <summary>CR-04, CR-05.</summary>
    [Fact]
    public async Task A_corrected_origin_brings_its_own_place_on_the_832_list()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit("330211") with { BudgetLevel = BudgetLevel.County },
            Listed("513431"),
            sale,
            new SaleCorrectionProposed(
                TestRegistry.Id(17, 1), sale.Lines[0].LineId, 1, 1,
                TestRegistry.Path("513431").Value, "昭觉", null, "产地有误", "更正函", "official-1"),
            new DecideSomeCorrection(0, true));
        Assert.Equal("Q 1000", ledger.Credits(sale));
    }

    /// <summary>CR-15, CR-03.</summary>
    [Fact]
    public async Task A_return_of_a_gift_set_is_rounded_once_for_the_set_and_split_over_its_origins()
    {
        // 100.00 yuan in three parts of 33.34, 33.33 and 33.33: half of each, rounded by itself, would be 50.01.
        var sale = Sale(Line(quantity: 2, yuan: 50) with
        {
            Goods = Goods(50) with
            {
                Origins = [.. Enumerable.Range(1, 3).Select(number => new OriginPart
                {
                    ShareNo = number,
                    Weight = 1,
                    OriginPath = TestRegistry.Path("513430"),
                    Recognition = Examples.Certified,
                })],
            },
        });
        var ledger = await PlayAsync(Unit("330211"), Pairing(0, PairingTier.County, "330211", "513430"), sale, Returned(sale, 1));
        Assert.Equal(50_00, ledger.Lines.Sum(line => line.NetFen));
        Assert.Equal(-50_00, ledger.Entries.Where(entry => entry.EntryType == EntryType.Return).Sum(entry => entry.AmountFen));
    }

    [Fact]
    public async Task A_return_names_the_reason_of_each_scheme_and_tier()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit("330211") with { BudgetLevel = BudgetLevel.County },
            Listed("513430"),
            Pairing(0, PairingTier.County, "330211", "513430"),
            sale,
            Returned(sale, 4));
        Assert.Equal(
            [(Scheme.EastWest, CreditReason.PairingMatched), (Scheme.Quota, CreditReason.QuotaExecuted)],
            ledger.Entries.Where(entry => entry.EntryType == EntryType.Return)
                .OrderBy(entry => entry.Scheme).Select(entry => (entry.Scheme, entry.Reason)));
    }

    [Fact]
    public async Task Papers_that_come_before_the_goods_verify_the_sale_when_it_is_accepted()
    {
        var sale = Sale();
        var ledger = await PlayAsync(Unit("330211"), Invoice(sale, 1_000_00), Payment(sale, 1_000_00), sale);
        Assert.Equal("2024-05", Assert.Single(ledger.Lines).VerifiedPeriod);
    }

    [Fact]
    public async Task Papers_that_cover_what_is_left_after_a_return_verify_the_sale()
    {
        var sale = Sale();
        var ledger = await PlayAsync(
            Unit("330211"), Pairing(0, PairingTier.County, "330211", "513430"),
            sale, Invoice(sale, 600_00), Payment(sale, 600_00), Returned(sale, 4));
        Assert.Equal("2024-05", Assert.Single(ledger.Lines).VerifiedPeriod);
    }

    /// <summary>CR-17.</summary>
    [Fact]
    public async Task A_sale_that_was_ambiguous_is_still_held_for_its_price_when_that_is_resolved()
    {
        var sale = Sale();
        var second = Pairing(1, PairingTier.County, "330211", "513430");
        var ledger = await PlayAsync(
            Unit("330211"),
            Pairing(0, PairingTier.County, "330211", "513430"),
            second,
            new BenchmarkSet(TestRegistry.Product(0), UnitPrice.FromYuan(50), new DateOnly(2024, 1, 1), "物价文件", "official-1"),
            sale,
            second with { Version = 2, ValidTo = new DateOnly(2023, 1, 1) });
        Assert.Equal((SaleStatus.Held, CreditReason.PriceAboveCeiling), (Assert.Single(ledger.Lines).Status, ledger.Lines[0].HeldFor));
        Assert.Empty(ledger.Entries);
    }

    static Task<Found> PlayAsync(params object[] happened) => PlayTogetherAsync([.. happened.Select(item => (object[])[item])]);

    /// <summary>Plays what happened, an hour after the other; what stands together comes at once.</summary>
    static async Task<Found> PlayTogetherAsync(params object[][] happened)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var databases = await HistoryDatabases.OnAsync(Engine.Sqlite, ct);
        await using var here = await databases.CreateAsync(ct);
        await using var there = await databases.CreateAsync(ct);
        var steps = happened.SelectMany((together, hour) => together.Select(what => new Step(Begin.AddHours(hour), what)));
        await new HistoryPlayer(here.Ledger, ct).PlayAsync(new History(0, [.. steps]));
        await here.Ledger.ReplayAsync(there.Ledger, ct);
        await using var db = here.Ledger.Open();
        await using var replayed = there.Ledger.Open();
        Assert.Equal(await HistoryDatabases.DumpAsync(db, ct), await HistoryDatabases.DumpAsync(replayed, ct));
        return new Found(
            await db.SaleLines.AsNoTracking().OrderBy(line => line.ShareNo).ToListAsync(ct),
            await db.CreditEntries.AsNoTracking().OrderBy(entry => entry.EntryNo).ToListAsync(ct));
    }

    /// <summary>What the ledger has in the end.</summary>
    sealed record Found(IReadOnlyList<SaleLine> Lines, IReadOnlyList<CreditEntry> Entries)
    {
        /// <summary>What stands of a sale, in yuan: "P0 1000" for pairing 0, "D" for the designation, "Q" for the quota.</summary>
        public string Credits(DeliveryAccepted sale) => string.Join(", ", Entries.Where(entry => entry.LineId == sale.Lines[0].LineId)
            .GroupBy(entry => (entry.Scheme, entry.HolderId)).Select(group => (group.Key, Fen: group.Sum(entry => entry.AmountFen)))
            .Where(row => row.Fen != 0).OrderBy(row => row.Key)
            .Select(row => $"{Name(row.Key.Scheme, row.Key.HolderId)} {row.Fen / 100}"));

        static string Name(Scheme scheme, Guid id) => scheme switch
        {
            Scheme.Designated => "D",
            Scheme.Quota => "Q",
            _ => id == TestRegistry.Pairing(0) ? "P0" : "P1",
        };
    }
}
