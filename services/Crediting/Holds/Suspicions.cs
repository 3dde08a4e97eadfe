using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>A unit or supplier came under suspicion; as the journal keeps it.</summary>
public sealed record SuspicionRaised(Guid SuspicionId, Guid PartyId, DateOnly From, string Reason, string By);

/// <summary>A suspicion was cleared; as the journal keeps it.</summary>
public sealed record SuspicionCleared(Guid SuspicionId, DateOnly Until, string By);

/// <summary>POST /credits/suspicions and …/clearance. Sales of the party from that day on are held until it is cleared (CR-17).</summary>
public sealed class Suspicions : IReplay<SuspicionRaised>, IReplay<SuspicionCleared>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid SuspicionId { get; init; }

        /// <summary>One of the two.</summary>
        public Guid? UnitId { get; init; }

        public Guid? SupplierId { get; init; }

        public required DateOnly From { get; init; }

        public required string Reason { get; init; }

        public void Check(Checks check)
        {
            check.That(UnitId is null != SupplierId is null, "unitId", "one_party", "采购单位与供应商填且只填一个。", "Give either the unit or the supplier.");
            check.Text(Reason, "reason", TextMax);
        }
    }

    public sealed record View(Guid SuspicionId, Guid PartyId, DateOnly From, DateOnly? Until, string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/suspicions", RaiseAsync)
            .WithName("RaiseSuspicion").WithSummary("列为存疑 Hold a party's sales").For(Roles.Official, Roles.Operator).CreatesOnce<CreditingDb>();
        api.MapPost("/suspicions/{suspicionId:guid}/clearance", ClearAsync)
            .WithName("ClearSuspicion").WithSummary("解除存疑 Clear a suspicion").For(Roles.Official, Roles.Operator).CreatesOnce<CreditingDb>();
    }

    static async Task<Created<View>> RaiseAsync(Request request, Work work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var raised = new SuspicionRaised(request.SuspicionId, request.UnitId ?? request.SupplierId!.Value, request.From, request.Reason, work.Caller.Subject);
        await new Suspicions().ApplyAsync(ledger, [raised], ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created($"/credits/suspicions/{raised.SuspicionId}", new View(raised.SuspicionId, raised.PartyId, raised.From, null, raised.Reason));
    }

    static async Task<Ok<View>> ClearAsync(Guid suspicionId, Work work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var known = await work.Db.SuspectParties.AsNoTracking().SingleOrDefaultAsync(one => one.SuspicionId == suspicionId, ct)
            ?? throw new NotFoundException("suspicion_not_found", "没有这条存疑记录。", "There is no such suspicion.");
        await new Suspicions().ApplyAsync(ledger, [new SuspicionCleared(suspicionId, ledger.Today, work.Caller.Subject)], ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Ok(new View(known.SuspicionId, known.PartyId, known.From, ledger.Today, known.Reason));
    }

    public Task ApplyAsync(OpenLedger ledger, IReadOnlyList<SuspicionRaised> happened, CancellationToken ct)
    {
        foreach (var raised in happened)
        {
            ledger.Record(raised);
            ledger.Db.Add(new SuspectParty
            {
                SuspicionId = raised.SuspicionId,
                PartyId = raised.PartyId,
                From = raised.From,
                Reason = raised.Reason,
                RaisedBy = raised.By,
            });
        }

        return Task.CompletedTask;
    }

    public async Task ApplyAsync(OpenLedger ledger, IReadOnlyList<SuspicionCleared> happened, CancellationToken ct)
    {
        foreach (var cleared in happened)
        {
            ledger.Record(cleared);
            (await ledger.Db.SuspectParties.SingleAsync(one => one.SuspicionId == cleared.SuspicionId, ct)).Clear(cleared.Until);
        }
    }
}
