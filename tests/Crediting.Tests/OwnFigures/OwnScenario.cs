using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
using Marketplace.Testing;

namespace Marketplace.Crediting.Tests.OwnFigures;

/// <summary>
/// A unit with units below it, which file quotas and hold a designation for 金阳, and a facilitator of the unit at the top. Whoever tests
/// lets them buy, and reckons along what each has bought.
/// </summary>
sealed class OwnScenario(ServiceUnderTest<CreditingDb> service)
{
    const int Year = 2028;

    readonly List<(DeliveryAccepted Sale, Guid UnitId, bool IsHelped)> _sales = [];

    /// <summary>The unit at the top first; each other is below one before it.</summary>
    public required IReadOnlyList<UnitPublished> Units { get; init; }

    /// <summary>Buys in order to sell on, helped by the facilitator.</summary>
    public required UnitPublished Dealer { get; init; }

    public required Guid FacilitatorId { get; init; }

    public required Guid DesignationId { get; init; }

    /// <summary>The supplier of all sales.</summary>
    public Guid SupplierId { get; } = Guid.CreateVersion7();

    public UnitPublished Root => Units[0];

    /// <summary>In fen, what each unit has bought after price cuts.</summary>
    public Dictionary<Guid, long> Bought { get; } = [];

    /// <summary>In fen, what the facilitator has helped to sell.</summary>
    public long HelpedFen { get; private set; }

    /// <summary>A tree of so many units, whose shape the random decides.</summary>
    public static async Task<OwnScenario> StartAsync(ServiceUnderTest<CreditingDb> service, int units, Random random)
    {
        await service.DeliverAsync(SalesScenario.Regions(
            SalesScenario.Region(Examples.Jinyang, RegionLevel.County, "2014-01-01"),
            SalesScenario.Region(Examples.Zhenhai, RegionLevel.County)));
        var tree = new List<UnitPublished>();
        for (var i = 0; i < units; i++)
        {
            tree.Add(Examples.Unit(Examples.Zhenhai) with
            {
                Name = $"单位{i}",
                ParentId = i == 0 ? null : tree[random.Next(i)].UnitId,
                BudgetLevel = BudgetLevel.County,
                FinanceDivision = "宁波市镇海区财政局",
            });
        }

        var made = new OwnScenario(service)
        {
            Units = tree,
            Dealer = Examples.Unit(Examples.Zhenhai),
            FacilitatorId = Guid.CreateVersion7(),
            DesignationId = Guid.CreateVersion7(),
        };
        await made.RegisterAsync();
        return made;
    }

    /// <summary>A client of a unit.</summary>
    public HttpClient Purchaser(Guid unitId) => service.Client(Roles.Purchaser, unitId);

    /// <summary>The unit buys for so many yuan.</summary>
    public async Task<DeliveryAccepted> BuyAsync(
        Guid unitId, string day, decimal yuan, OrderTerms? terms = null, string origin = Examples.Jinyang)
    {
        var sale = await service.SellAsync(
            unitId, day, yuan.ToString(CultureInfo.InvariantCulture), terms, origin,
            goods: goods => goods with { SupplierId = SupplierId });
        _sales.Add((sale, unitId, IsHelped: false));
        Bought[unitId] = Bought.GetValueOrDefault(unitId) + Fen(yuan);
        return sale;
    }

    /// <summary>The facilitator helps to sell for so many yuan.</summary>
    public async Task HelpAsync(string day, decimal yuan)
    {
        var sale = await BuyAsync(Dealer.UnitId, day, yuan, SalesScenario.HelpedBy(FacilitatorId, day));
        _sales[^1] = (sale, Dealer.UnitId, IsHelped: true);
        HelpedFen += Fen(yuan);
    }

    /// <summary>The price of one of the sales is cut by so many fen.</summary>
    public async Task CutAsync(int index, long fen, string day)
    {
        var (sale, unitId, isHelped) = _sales[index];
        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "1", day) with
        {
            Kind = ReturnKind.PriceCut,
            AmountFen = fen,
        });
        Bought[unitId] -= fen;
        HelpedFen -= isHelped ? fen : 0;
    }

    /// <summary>Sales, some of them helped, and price cuts, over three months.</summary>
    public async Task TradeAsync(Random random, int sales)
    {
        for (var i = 0; i < sales; i++)
        {
            var day = $"2028-0{random.Next(1, 4)}-{random.Next(1, 20):00}";
            var yuan = random.Next(100, 1_000_000) / 100m;
            await (random.Next(5) == 0 ? HelpAsync(day, yuan) : BuyAsync(Units[random.Next(Units.Count)].UnitId, day, yuan));
            if (random.Next(4) == 0)
            {
                await CutAsync(i, random.Next(1, 100), "2028-03-25");
            }
        }
    }

    /// <summary>The units of the tree whose root this is.</summary>
    public IReadOnlyList<Guid> TreeOf(Guid unitId) =>
        [unitId, .. Units.Where(unit => unit.ParentId == unitId).SelectMany(unit => TreeOf(unit.UnitId))];

    /// <summary>In fen, what a tree has bought.</summary>
    public long BoughtBelow(Guid unitId) => TreeOf(unitId).Sum(id => Bought.GetValueOrDefault(id));

    static long Fen(decimal yuan) => (long)(yuan * 100);

    async Task RegisterAsync()
    {
        foreach (var unit in (UnitPublished[])[.. Units, Dealer])
        {
            await service.DeliverAsync(unit);
        }

        foreach (var unit in Units)
        {
            await service.DeliverAsync(new QuotaPlanPublished
            {
                QuotaPlanId = Guid.CreateVersion7(),
                Version = 1,
                UnitId = unit.UnitId,
                UnitName = unit.Name,
                Year = Year,
                PlannedFen = 100_000_00,
                ReservedFen = 10_000_00,
            });
        }

        await service.DeliverAsync(new DesignationPublished
        {
            DesignationId = DesignationId,
            Version = 1,
            UnitId = Root.UnitId,
            UnitName = Root.Name,
            CountyPath = Places.Path(Examples.Jinyang),
            CountyName = "金阳",
            ValidFrom = new DateOnly(2016, 1, 1),
        });
        await service.DeliverAsync(SalesScenario.Target(DesignationId, Year, 50_000, TargetMeasure.Buy));
        await service.DeliverAsync(Examples.Supplier(SupplierId));
        await service.DeliverAsync(SalesScenario.Facilitator(FacilitatorId, Examples.Zhenhai, Root.UnitId));
    }
}

/// <summary>What tests read of own figures.</summary>
static class OwnAnswers
{
    /// <summary>In fen, the year to date of the rows of a scheme and tier.</summary>
    public static long YearToDate(this JsonElement answer, string scheme, string tier) => answer.List("rows")
        .Where(row => row.Text("scheme") == scheme && row.Text("tier") == tier).Sum(row => row.Fen("yearToDate"));
}
