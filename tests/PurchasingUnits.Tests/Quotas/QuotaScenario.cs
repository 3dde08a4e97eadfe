using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>Orders of a unit with a quota, and what the ledger says of them.</summary>
static class QuotaScenario
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string AccountPath(Guid unitId, int year = 2026) => $"{UnitsScenario.UnitPath(unitId)}/quota-accounts/{year}";

    extension(ServiceUnderTest<UnitsDb> units)
    {
        /// <summary>A unit with a budget of 1,000,000 and a plan that reserves so much of ten times as much.</summary>
        public async Task<Guid> RegisterQuotaUnitAsync(long reservedFen = 10_000, Guid? parentId = null, int year = 2026)
        {
            var unit = (await units.RegisterUnitAsync(parentId: parentId)).UnitId;
            await units.FileBudgetAsync(unit);
            await units.FileQuotaAsync(unit, reservedFen, year);
            return unit;
        }

        /// <summary>A budget that covers whatever is ordered.</summary>
        public async Task FileBudgetAsync(Guid unit)
        {
            using var budget = await units.Approver(unit).PutAsJsonAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1_000_000 }, Ct);
            Assert.Equal(HttpStatusCode.Created, budget.StatusCode);
        }

        public async Task FileQuotaAsync(Guid unit, long reservedFen, int year = 2026)
        {
            using var plan = await units.Approver(unit).PutAsJsonAsync(
                UnitsScenario.QuotaPath(unit, year), new { plannedFen = reservedFen * 10, reservedFen }, Ct);
            Assert.Equal(HttpStatusCode.Created, plan.StatusCode);
        }

        /// <summary>An order that the budget has granted and that is confirmed.</summary>
        public async Task<OrderConfirmed> ConfirmAsync(OrderConfirmed order)
        {
            await units.DeliverAsync(
                UnitsScenario.Submitted(
                    order.UnitId, order.Parts.Sum(part => part.Lines.Sum(line => line.AmountFen)), orderId: order.OrderId),
                ct: Ct);
            await units.DeliverAsync(order, ct: Ct);
            return order;
        }

        public Task<QuotaAccountView> QuotaAsync(Guid unitId, int year = 2026) =>
            units.Auditor.GetBodyAsync<QuotaAccountView>(AccountPath(unitId, year));

        /// <summary>Held, executed and left.</summary>
        public async Task<(long Held, long Executed, long? Left)> QuotaFiguresAsync(Guid unitId, int year = 2026)
        {
            var account = await units.QuotaAsync(unitId, year);
            return (account.HeldFen, account.ExecutedFen, account.LeftFen);
        }
    }

    /// <summary>An order of one part with recognised goods of 金阳, for each line what it costs.</summary>
    public static OrderConfirmed Confirmed(Guid unitId, params long[] linesFen) => new()
    {
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "20261121-000001",
        UnitId = unitId,
        UnitName = "镇海中学",
        UnitPath = new RegionPath("/330000/330200/330211/"),
        BudgetYear = 2026,
        ConfirmedAt = SharedUnits.Now,
        Parts =
        [
            new OrderConfirmed.Part
            {
                PartId = Guid.CreateVersion7(),
                SupplierId = Guid.CreateVersion7(),
                SupplierName = "金阳青花椒专业合作社",
                DeliveryPath = new RegionPath("/330000/330200/330211/"),
                DeliveryAddress = "镇海区",
                Lines = [.. linesFen.Select((fen, index) => LineOf(index + 1, fen))],
            },
        ],
    };

    static OrderConfirmed.Line LineOf(int number, long fen) => new()
    {
        LineId = Guid.CreateVersion7(),
        LineNumber = number,
        Goods = new GoodsFacts
        {
            ProductId = Guid.CreateVersion7(),
            ListingVersion = 1,
            ProductName = "金阳青花椒",
            Category = ProductCategory.Spice,
            ProcessingLevel = ProcessingLevel.Primary,
            SupplierId = Guid.CreateVersion7(),
            SupplierName = "金阳青花椒专业合作社",
            OriginPath = new RegionPath("/510000/513400/513430/"),
            OriginName = "金阳县",
            Recognition = new Recognition
            {
                Number = "RD-513430-2026-001",
                ValidFrom = new DateOnly(2026, 1, 1),
                ValidUntil = new DateOnly(2028, 12, 31),
            },
            Unit = new TradeUnit { Name = "斤", Grams = 500 },
            UnitPrice = UnitPrice.FromYuan(0.01m),
        },
        Quantity = Quantity.Of(fen),
        AmountFen = fen,
        Batches = [],
    };

    extension(OrderConfirmed order)
    {
        /// <summary>The same order with other goods.</summary>
        public OrderConfirmed With(Func<OrderConfirmed.Line, OrderConfirmed.Line> line) => order with
        {
            Parts = [.. order.Parts.Select(part => part with { Lines = [.. part.Lines.Select(line)] })],
        };

        public OrderConfirmed WithGoods(Func<GoodsFacts, GoodsFacts> goods) => order.With(line => line with { Goods = goods(line.Goods) });

        /// <summary>The acceptance of its part; of each line what is decided.</summary>
        public DeliveryAccepted AcceptedAs(bool isPartial = false, params long[] linesFen)
        {
            var part = order.Parts[0];
            var accepted = UnitsScenario.Accepted(
                UnitsScenario.Submitted(order.UnitId, 0, orderId: order.OrderId), [.. linesFen.Select(fen => (fen, fen))]);
            return accepted with
            {
                ShipmentId = part.PartId,
                IsPartial = isPartial ? true : null,
                Lines = [.. accepted.Lines.Zip(part.Lines, (line, ordered) => line with { LineId = ordered.LineId })],
            };
        }

        public ShipmentCancelled CancelledAs(bool isWhole, params int[] lines) => new()
        {
            CancellationId = Guid.CreateVersion7(),
            ShipmentId = order.Parts[0].PartId,
            OrderId = order.OrderId,
            SupplierId = order.Parts[0].SupplierId,
            UnitId = order.UnitId,
            CancelledAt = SharedUnits.Now,
            CancelledBy = CancelledBy.Buyer,
            Reason = ShipmentCancellationReason.NotNeeded,
            IsWhole = isWhole,
            Lines =
            [
                .. lines.Select(line => order.Parts[0].Lines[line])
                    .Select(line => new ShipmentCancelled.Line { LineId = line.LineId, ReservedFen = line.AmountFen }),
            ],
        };
    }

    /// <summary>What the ledger says: entries, each of a sale of its own.</summary>
    public static QuotaEntriesPosted Executed(params QuotaEntriesPosted.Entry[] entries) => new() { Entries = entries, Omissions = [] };

    public static QuotaEntriesPosted Omitted(params QuotaEntriesPosted.Omission[] omissions) =>
        new() { Entries = [], Omissions = omissions };

    public static QuotaEntriesPosted.Entry Entry(Guid unitId, long fen, int year = 2026, int month = 5, long eventNo = 1) => new()
    {
        EntryId = Guid.CreateVersion7(),
        EventNo = eventNo,
        AccountId = QuotaAccounts.IdOf(unitId, year),
        UnitId = unitId,
        Year = year,
        BuyerId = unitId,
        Capacity = BuyerCapacity.OwnUse,
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "20261121-000001",
        LineId = Guid.CreateVersion7(),
        AcceptanceNo = 1,
        ShareNo = 1,
        Category = ProductCategory.Spice,
        RecognitionDate = new DateOnly(year, month, 10),
        EventDate = new DateOnly(year, month, 10),
        EntryType = fen < 0 ? "Return" : "Original",
        AmountFen = fen,
    };

    /// <summary>That the sale of the entry executes nothing.</summary>
    public static QuotaEntriesPosted.Omission OmissionOf(QuotaEntriesPosted.Entry entry, long eventNo, string reason = "Suspicion") => new()
    {
        EventNo = eventNo,
        UnitId = entry.UnitId!.Value,
        Year = entry.Year,
        OrderId = entry.OrderId,
        OrderNumber = entry.OrderNumber,
        LineId = entry.LineId,
        AcceptanceNo = entry.AcceptanceNo,
        ShareNo = entry.ShareNo,
        AmountFen = Math.Abs(entry.AmountFen),
        Reason = reason,
        Words = new BilingualText($"{reason}（中文）", reason),
    };
}
