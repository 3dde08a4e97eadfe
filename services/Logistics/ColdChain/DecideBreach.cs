using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/cold-chain/decision → ColdChainPublished. An office of where the goods went says by a document
/// whether they are fit; the supplier may say against itself that they are not. The buyer has all its days again; what is fit may be
/// credited, and what is unfit earns nothing and is rejected by silence.
/// </summary>
public static partial class DecideBreach
{
    public sealed record Request : IChecked
    {
        public required ColdChainVerdict Verdict { get; init; }

        /// <summary>What was found, 1 to 200 characters.</summary>
        public required string Note { get; init; }

        /// <summary>The report that it rests on; an office names one.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Text(Note, "note", max: 200);
            check.TextOrNone(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/cold-chain/decision", HandleAsync)
        .WithName(nameof(DecideBreach)).WithSummary("超温处置 Decide on a breach of the cold chain")
        .For(Roles.Official, Roles.Supplier).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ColdChainView>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, Authority authority, IOptions<AcceptanceOptions> options,
        TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct) ?? throw Refusals.NotFound(shipmentId);
        // An office of where the goods went, or the supplier, which speaks against itself.
        authority.SidesOf(new([new("destination", shipment.DeliveryPath.Value, shipment.SupplierId)]));
        var by = caller.Has(Roles.Official) ? ColdChainDecider.Office : ColdChainDecider.Supplier;
        Require(by, request);
        shipment.DecideBreach(
            new(request.Verdict, by, request.Note, request.Document, caller.Subject, clock.NowToTheMillisecond()), options.Value.Rules);
        db.Publish(shipment.ToColdChainMessage()!);
        await db.SaveChangesAsync(ct);
        Decided(logger, shipmentId, request.Verdict, by);
        return TypedResults.Ok(ColdChainView.Of(
            shipment, await db.CustodyEvents.AsNoTracking().Where(scan => scan.ShipmentId == shipmentId).ToListAsync(ct))!);
    }

    /// <summary>Fit earns: the supplier never says it, and an office says on what it rests.</summary>
    static void Require(ColdChainDecider by, Request request)
    {
        if (by == ColdChainDecider.Supplier && request.Verdict == ColdChainVerdict.Fit)
        {
            throw new ForbiddenException(
                "supplier_gains",
                "供应商只能认定为不合格；合格与否由收货地主管部门凭文件认定。",
                "A supplier can only say that goods are unfit; an office of where they went says by a document that they are fit.",
                "verdict");
        }

        if (by == ColdChainDecider.Office && string.IsNullOrWhiteSpace(request.Document))
        {
            throw new InvalidRequestException(
                "document_missing", "document", "请注明依据的检验报告或文件。", "Name the report or document that the decision rests on.");
        }
    }

    [LoggerMessage(LogLevel.Information, "The breach of shipment {ShipmentId} is decided: {Verdict}, by {By}")]
    static partial void Decided(ILogger logger, Guid shipmentId, ColdChainVerdict verdict, ColdChainDecider by);
}
