using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Subsidies;

/// <summary>
/// POST /ordering/subsidies. A third party pays suppliers a part of the price on top (CR-02). What is so paid is credited, and shown as "of
/// which subsidised"; so the payer's region, the origin's and the buyers' all agree, and neither suppliers nor buyers state any of it.
/// </summary>
public static class RegisterSubsidy
{
    const int NameMax = 100;
    const int DocumentMax = 200;
    const int RegionIdMax = 40;

    public sealed record Request : IChecked
    {
        public required Guid ProgramId { get; init; }

        public required string Name { get; init; }

        /// <summary>Who pays, such as a finance bureau.</summary>
        public required string PayerName { get; init; }

        /// <summary>Whose money it is.</summary>
        public required string PayerRegionId { get; init; }

        /// <summary>All goods of a line come from here.</summary>
        public required string OriginRegionId { get; init; }

        /// <summary>The units of this region, and of those below, whose orders get it.</summary>
        public required string BuyerRegionId { get; init; }

        /// <summary>Of a line's net price, in hundredths of a percent: 500 is 5 %.</summary>
        public required int RateBasisPoints { get; init; }

        public required long FundsFen { get; init; }

        /// <summary>The first day on which orders get it; those that were placed before the registration get nothing.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>The last day, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>By which the payer has granted the money.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(ProgramId, "programId");
            check.Text(Name, "name", NameMax);
            check.Text(PayerName, "payerName", NameMax);
            check.Code(PayerRegionId, "payerRegionId", RegionIdMax);
            check.Code(OriginRegionId, "originRegionId", RegionIdMax);
            check.Code(BuyerRegionId, "buyerRegionId", RegionIdMax);
            check.Range(RateBasisPoints, 1, 10_000, "rateBasisPoints");
            check.Range(FundsFen, 1, Money.FenMax, "fundsFen");
            check.Day(ValidUntil, ValidFrom, DateOnly.MaxValue, "validUntil");
            check.Text(Document, "document", DocumentMax);
        }
    }

    public static void Map(RouteGroupBuilder programs) => programs.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterSubsidy)).WithSummary("登记价格补贴 Propose, or register, a subsidy program")
        .For(Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<OrderingDb>();

    static async Task<Results<Created<SubsidyView>, Accepted<ProposalView>>> HandleAsync(
        Request request, OrderingDb db, KnownDestinations known, KnownSubsidies subsidies, IOptions<SubsidyOptions> options,
        Proposer<OrderingDb> proposer, TimeProvider clock, CancellationToken ct)
    {
        var (payer, origin, buyers) = await RegionsAsync(request, known, ct);
        Matter matter = new([new("payer", payer.Value), new("origin", origin.Value), new("buyers", buyers.Value)]);
        SubsidyProgram? program = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterSubsidy), $"{request.ProgramId}", request, request.Document, "document", matter,
            async () => program = await RegisterAsync(request, db, known, subsidies, options.Value, clock, ct), ct);
        await db.SaveNewAsync(ct);
        return proposal is null
            ? TypedResults.Created(LocationOf(request.ProgramId), SubsidyView.Of(program!, BusinessDay.Of(program!.RegisteredAt)))
            : proposer.Waits(proposal);
    }

    /// <summary>Registers what all three regions have agreed to.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await RegisterAsync(
            request, services.GetRequiredService<OrderingDb>(), services.GetRequiredService<KnownDestinations>(),
            services.GetRequiredService<KnownSubsidies>(), services.GetRequiredService<IOptions<SubsidyOptions>>().Value,
            services.GetRequiredService<TimeProvider>(), ct);
        return LocationOf(request.ProgramId);
    }

    static string LocationOf(Guid programId) => $"/{OrderingService.Name}/subsidies/{programId}";

    static async Task<SubsidyProgram> RegisterAsync(
        Request request, OrderingDb db, KnownDestinations known, KnownSubsidies subsidies, SubsidyOptions options, TimeProvider clock,
        CancellationToken ct)
    {
        if (request.RateBasisPoints > options.RateMaxBasisPoints)
        {
            throw new RuleBrokenException(
                "subsidy_rate_too_high",
                $"补贴比例最高为 {options.RateMaxBasisPoints / 100m:0.##}%，请降低 rateBasisPoints。",
                $"A subsidy is at most {options.RateMaxBasisPoints / 100m:0.##} % of the price; lower rateBasisPoints.",
                "rateBasisPoints");
        }

        var now = clock.NowToTheMillisecond();
        if (request.ValidUntil < BusinessDay.Of(now))
        {
            throw new RuleBrokenException(
                "subsidy_over",
                "补贴的最后一天已过，请核对 validUntil：补贴只适用于登记之后的订单。",
                "The last day is over; check validUntil: orders that were placed before the registration get nothing.",
                "validUntil");
        }

        var (payer, origin, buyers) = await RegionsAsync(request, known, ct);
        var program = SubsidyProgram.Of(
            request.ProgramId, request.Name, request.PayerName, payer, origin, buyers, request.RateBasisPoints,
            new Money(request.FundsFen), request.ValidFrom, request.ValidUntil, request.Document, now);
        db.Add(program);
        subsidies.Forget();
        return program;
    }

    static async Task<(RegionPath Payer, RegionPath Origin, RegionPath Buyers)> RegionsAsync(
        Request request, KnownDestinations known, CancellationToken ct)
    {
        var regions = await known.RegionsAsync([request.PayerRegionId, request.OriginRegionId, request.BuyerRegionId], ct);
        return (
            KnownDestinations.RequireCurrent(regions, request.PayerRegionId, "payerRegionId").Path,
            KnownDestinations.RequireCurrent(regions, request.OriginRegionId, "originRegionId").Path,
            KnownDestinations.RequireCurrent(regions, request.BuyerRegionId, "buyerRegionId").Path);
    }
}
