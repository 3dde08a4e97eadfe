using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Returns;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/returns. After the acceptance the buyer returns goods, asks for money or other goods, or pays
/// more; it counts once the supplier has confirmed it (CR-15).
/// </summary>
public static class RequestReturn
{
    /// <summary>What is asked for.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid ReturnId { get; init; }

        public required Guid LineId { get; init; }

        /// <summary>The acceptance whose goods they are, from 1.</summary>
        public required int AcceptanceNo { get; init; }

        public required ReturnKind Kind { get; init; }

        /// <summary>
        /// What goes back, was short or is to be replaced; 0 for a change of price, and for a refund of a given amount if
        /// it is about no certain quantity.
        /// </summary>
        public required Quantity Quantity { get; init; }

        /// <summary>For a change of price, and for a refund of a given amount; absent when it follows from the quantity.</summary>
        public long? AmountFen { get; init; }

        /// <summary>1 to 500 characters.</summary>
        public required string Reason { get; init; }

        /// <summary>What proves it, 1 to 200 characters; a price rise needs it.</summary>
        public string? Document { get; init; }

        /// <summary>At most 10 photographs of the shipment that the buyer has sent.</summary>
        public IReadOnlyList<Guid>? PhotoIds { get; init; }

        public void Check(Checks check)
        {
            check.NewId(ReturnId, "returnId");
            check.NotEmpty(LineId, "lineId");
            check.Range(AcceptanceNo, 1, int.MaxValue, "acceptanceNo");
            check.Text(Reason, "reason", max: 500);
            check.TextOrNone(Document, "document", max: 200);
            NamedPhotos.Check(check, PhotoIds, "photoIds");
            check.Range(AmountFen ?? 1, 1, Money.FenMax, "amountFen");
            check.That(Quantity >= Quantity.Zero, "quantity", "quantity_negative", "数量不能小于 0。", "A quantity can't be less than 0.");
            CheckKind(check);
        }

        void CheckKind(Checks check)
        {
            var (needsAmount, mayHaveAmount, mayHaveQuantity) = Kind switch
            {
                ReturnKind.PriceCut or ReturnKind.PriceRise => (true, true, false),
                ReturnKind.RefundOnly => (Quantity == Quantity.Zero, true, true),
                ReturnKind.Return or ReturnKind.ShortWeight or ReturnKind.Replacement => (false, false, true),
            };
            check.That(
                !needsAmount || AmountFen is not null,
                "amountFen",
                "amount_missing",
                "降价、补价，以及不涉及具体数量的退款，须填写金额。",
                "A price cut, a price rise, and a refund about no certain quantity, need an amount.");
            check.That(
                mayHaveAmount || AmountFen is null,
                "amountFen",
                "amount_needless",
                "金额由数量得出（换货不退款），请去掉此项。",
                "The amount follows from the quantity, and a replacement gives nothing back; leave it out.");
            check.That(
                mayHaveQuantity || Quantity == Quantity.Zero, "quantity", "quantity_needless",
                "价格变动不退回货物，数量请填 0。", "A change of price brings no goods back; give 0.");
            check.That(
                Kind != ReturnKind.PriceRise || Document is not null,
                "document",
                "document_missing",
                "补价须填写双方约定的文件（补充协议、市场价依据）。",
                "A price rise needs the document by which it was agreed.");
            check.That(
                mayHaveAmount || Quantity > Quantity.Zero, "quantity", "quantity_missing", "数量须大于 0。", "The quantity must be more than 0.");
        }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/returns", HandleAsync)
        .WithName(nameof(RequestReturn))
        .WithSummary("申请退货或索赔 Request a return or claim")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<ReturnView>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        var acceptance = await db.Acceptances.AsNoTracking().Include(known => known.Lines)
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId && known.AcceptanceNo == request.AcceptanceNo, ct);
        var accepted = acceptance?.Lines.FirstOrDefault(line => line.LineId == request.LineId && line.Accepted > Quantity.Zero)
            ?? throw NotAccepted(request);
        var others = await db.Returns.AsNoTracking()
            .Where(known => known.ShipmentId == shipmentId && known.LineId == request.LineId && known.AcceptanceNo == request.AcceptanceNo)
            .ToListAsync(ct);
        var photos = await NamedPhotos.ReadAsync(db, [shipmentId], [request.PhotoIds], ct);
        var wanted = new WantedReturn(
            request.ReturnId,
            request.AcceptanceNo,
            request.Kind,
            request.Quantity,
            request.AmountFen is { } fen ? new Money(fen) : null,
            request.Reason,
            request.Document)
        {
            PhotoIds = photos.Of(shipmentId, request.PhotoIds, "photoIds"),
        };
        var claim = ReturnClaim.Request(wanted, shipment, accepted, others, caller.Subject, clock.NowToTheMillisecond());
        db.Add(claim);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/logistics/returns/{claim.ReturnId}", ReturnView.Of(claim, Viewers.Buyer));
    }

    static RuleBrokenException NotAccepted(Request request) => new(
        "not_accepted",
        $"此发货单的第 {request.AcceptanceNo} 次验收没有收下该明细的货物；请核对 lineId 和 acceptanceNo。未验收的货物请在验收时拒收或提出异议。",
        $"Acceptance {request.AcceptanceNo} of this shipment took over nothing of that line; "
        + "check lineId and acceptanceNo. What is not accepted yet is rejected or disputed at the acceptance.");
}
