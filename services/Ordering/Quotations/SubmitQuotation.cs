using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Quotations;

/// <summary>
/// POST /ordering/quotations. A supplier offers goods to one unit at a price, a discount or with free goods that its listings don't have.
/// Nobody else states any of these: a unit orders at listing prices, or names the quotation.
/// </summary>
public static class SubmitQuotation
{
    const int LinesMax = 500;
    const int DaysMax = 366;
    static readonly Quantity QuantityMax = Quantity.Of(1_000_000);
    static readonly UnitPrice PriceMax = UnitPrice.FromYuan(1_000_000);

    public static void Map(RouteGroupBuilder quotations) => quotations.MapPost("/", HandleAsync)
        .WithName(nameof(SubmitQuotation)).WithSummary("报价 Submit a quotation to a unit")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What is offered to whom, until when.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller.</summary>
        public required Guid QuotationId { get; init; }

        /// <summary>Whose goods they are; the caller must belong to it.</summary>
        public required Guid SupplierId { get; init; }

        /// <summary>The only unit that may order it.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>1 to 500, each product once.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        /// <summary>
        /// What the supplier forgoes on the whole, less than the lines are worth; split over them by their amounts (CR-03). Absent when it
        /// forgoes nothing.
        /// </summary>
        public long? DiscountFen { get; init; }

        /// <summary>The last day on which it may be ordered: today, or at most 366 days later.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>The contract, tender or letter that it belongs to, 1 to 200 characters; contract farming needs it.</summary>
        public string? Document { get; init; }

        /// <summary>
        /// The line of an earlier order of the unit that the supplier has declined and for which it offers this; absent otherwise. A
        /// substitute costs no more than its listings ask nor than the line did, and is valid for at most 7 days.
        /// </summary>
        public DeclinedLine? SubstituteFor { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.NewId(QuotationId, "quotationId");
            checks.NotEmpty(SupplierId, "supplierId");
            checks.NotEmpty(UnitId, "unitId");
            checks.NotEmpty(SubstituteFor?.OrderId ?? Guid.AllBitsSet, "substituteFor.orderId");
            checks.NotEmpty(SubstituteFor?.LineId ?? Guid.AllBitsSet, "substituteFor.lineId");
            checks.TextOrNone(Document, "document", max: 200);
            checks.Range(DiscountFen ?? 1, 1, Order.AmountMax.Fen, "discountFen");
            checks.Count(Lines.Count, 1, LinesMax, "lines", "行", "lines");
            if (Lines.Count <= LinesMax)
            {
                checks.Each(Lines, "lines", (line, within) => line.Check(within));
                checks.Distinct(Lines.Select(line => line.ProductId), "lines");
            }

            checks.That(
                Document is not null || Lines.All(line => line.ContractPrice is null),
                "document",
                "document_missing",
                "订单生产的报价须填写合同编号。",
                "A quotation of contract farming names the contract.");
        }
    }

    /// <summary>One product, at a price of its own.</summary>
    public sealed record Line
    {
        /// <summary>A product of the supplier that is on offer.</summary>
        public required Guid ProductId { get; init; }

        /// <summary>In the product's trade unit with what is free of it, more than 0 and at most 1,000,000.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>What of the quantity costs nothing ("buy ten, get one"), less than all of it; absent when all is paid.</summary>
        public Quantity? Free { get; init; }

        /// <summary>Per trade unit, more than 0 and at most 1,000,000 yuan; 0 for a donation.</summary>
        public required UnitPrice UnitPrice { get; init; }

        /// <summary>True for goods given without payment (捐赠), which are never credited (CR-02); absent when they are sold.</summary>
        public bool? IsDonation { get; init; }

        /// <summary>Of contract farming: the higher of both is the unit price (CR-02); absent for other sales.</summary>
        public ContractPrice? ContractPrice { get; init; }

        internal bool IsFreeOfCharge => IsDonation == true;

        internal void Check(Checks checks)
        {
            checks.NotEmpty(ProductId, "productId");
            checks.That(
                Quantity > Quantity.Zero && Quantity <= QuantityMax,
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000。",
                "The quantity must be more than 0 and at most 1000000.");
            checks.That(
                Free is not { } free || (free > Quantity.Zero && free < Quantity && !IsFreeOfCharge),
                "free",
                "free_out_of_range",
                "赠送数量须大于 0 且小于总数量；全部赠送的请填写为捐赠。",
                "What is free must be more than 0 and less than the quantity; what is given away as a whole is a donation.");
            checks.That(
                IsFreeOfCharge ? UnitPrice == default : UnitPrice > default(UnitPrice) && UnitPrice <= PriceMax,
                "unitPrice",
                "price_out_of_range",
                "单价须大于 0 且不超过 1000000 元；捐赠的单价为 0。",
                "A unit price is above 0 and at most 1000000 yuan; that of a donation is 0.");
            checks.That(
                ContractPrice is not { } contract || UnitPrice == (contract.Floor >= contract.Market ? contract.Floor : contract.Market),
                "contractPrice",
                "contract_price_differs",
                "订单生产的单价须等于保底价与市场价中较高者（CR-02）。",
                "By a contract of farming the higher of floor and market is the unit price (CR-02).");
        }
    }

    static async Task<Created<QuotationView>> HandleAsync(
        Request request, OrderingDb db, KnownBuyers buyers, KnownOffers offers, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        RequireDay(request.ValidUntil, today);
        var unit = await buyers.UnitAsync(request.UnitId, ct) ?? throw new InvalidRequestException(
            "unknown_unit",
            "unitId",
            $"采购单位 {request.UnitId} 尚未登记或登记信息尚未送达。",
            $"The unit {request.UnitId} is not known here; check the id, or retry in a moment if it was just registered.");
        var (supplier, lines) = await KnowLinesAsync(offers, request, today, ct);
        var quotation = Quote(request, supplier, unit, lines, caller.Subject, now);
        await Substitutes.RequireFitsAsync(db, offers, quotation, today, ct);
        db.Add(quotation);
        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/quotations/{quotation.QuotationId}", QuotationView.Of(quotation, orderId: null, today, caller));
    }

    static void RequireDay(DateOnly validUntil, DateOnly today)
    {
        if (validUntil < today || validUntil > today.AddDays(DaysMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range",
                "validUntil",
                string.Create(null, $"有效期须在 {today:yyyy-MM-dd} 与 {today.AddDays(DaysMax):yyyy-MM-dd} 之间。"),
                string.Create(
                    null, $"The last day must be between {today:yyyy-MM-dd} and {today.AddDays(DaysMax):yyyy-MM-dd}."));
        }
    }

    static async Task<(Supplier Supplier, List<QuotationLine> Lines)> KnowLinesAsync(
        KnownOffers offers, Request request, DateOnly today, CancellationToken ct)
    {
        var (listings, suppliers) = await offers.OfAsync([.. request.Lines.Select(line => line.ProductId)], ct);
        List<QuotationLine> lines = [];
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var line = request.Lines[i];
            var listing = listings.GetValueOrDefault(line.ProductId);
            if (listing?.SupplierId != request.SupplierId || !listing.IsOnOffer || listing.Agency?.IsValidOn(today) is false)
            {
                throw UnfitLine.Refusal(
                    LinePlace.Of(i), "productId", "unknown_product",
                    $"产品 {line.ProductId} 不是贵方在售的产品。", $"{line.ProductId} is not a product that you have on offer.");
            }

            if (UnfitLine.WhyTooLarge(line.Quantity, listing, LinePlace.Of(i)) is { } tooLarge)
            {
                throw tooLarge;
            }

            var quoted = ToLine(line, listing);
            if (quoted.Amount == Money.Zero && !quoted.IsDonation)
            {
                throw UnfitLine.Refusal(
                    LinePlace.Of(i), "quantity", "line_without_value",
                    "金额不足一分，请增加数量。", "it is worth less than one fen; quote more.");
            }

            lines.Add(quoted);
        }

        await offers.RequireNotListedAsync([request.UnitId], listings.Values, today, ct);
        return suppliers.GetValueOrDefault(request.SupplierId) is { } supplier && supplier.SellsOn(today)
            ? (supplier, lines)
            : throw new RuleBrokenException(
                "supplier_suspended",
                "贵方已暂停销售或登记信息尚未送达，暂不能报价。",
                "You are suspended from selling, or not known here yet; you can't quote now.",
                "supplierId");
    }

    static QuotationLine ToLine(Line line, Listing listing) => new()
    {
        ProductId = line.ProductId,
        ProductName = listing.Name,
        Unit = listing.Unit,
        Quantity = line.Quantity,
        Free = line.Free ?? Quantity.Zero,
        UnitPrice = line.UnitPrice,
        IsDonation = line.IsFreeOfCharge,
        ContractPrice = line.ContractPrice,
    };

    static Quotation Quote(
        Request request, Supplier supplier, PurchasingUnit unit, List<QuotationLine> lines, string quotedBy, DateTimeOffset now)
    {
        try
        {
            return Quotation.Of(
                request.QuotationId, supplier, unit, lines, new Money(request.DiscountFen ?? 0),
                request.ValidUntil, request.Document, quotedBy, now, request.SubstituteFor);
        }
        catch (OverflowException)
        {
            throw new InvalidRequestException(
                "order_too_large",
                "lines",
                $"报价金额超过一份订单的上限 {Order.AmountMax} 元。",
                $"The quotation is worth more than the {Order.AmountMax} yuan that one order may be.");
        }
    }
}
