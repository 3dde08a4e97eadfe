using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Agencies;

/// <summary>
/// POST /catalog/agencies → AgencyPublished, and ListingPublished for the agent's listings that it extends, once the county of the
/// principal has confirmed what the principal grants. It never begins before the day on which it is confirmed.
/// </summary>
public static class GrantAgency
{
    const int ProductsMax = 200;

    public sealed record Request : IChecked, IActsFor
    {
        public required Guid AgencyId { get; init; }

        /// <summary>The supplier, registered as an agent, that may sell.</summary>
        public required Guid AgentId { get; init; }

        /// <summary>The supplier whose products it sells.</summary>
        public required Guid PrincipalId { get; init; }

        /// <summary>Its products that the agent may sell; absent for all.</summary>
        public IReadOnlyList<Guid>? ProductIds { get; init; }

        /// <summary>First day.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>Last day, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>The letter by which the principal lets it sell.</summary>
        public required string Document { get; init; }

        Guid IActsFor.ActsFor => PrincipalId;

        public void Check(Checks checks)
        {
            checks.NewId(AgencyId, "agencyId");
            checks.NotEmpty(AgentId, "agentId");
            checks.NotEmpty(PrincipalId, "principalId");
            checks.Count(ProductIds?.Count ?? 1, 1, ProductsMax, "productIds", "商品", "products");
            checks.Distinct(ProductIds ?? [], "productIds");
            checks.Day(ValidFrom, CatalogDays.First, CatalogDays.Last, "validFrom");
            checks.Day(ValidUntil, CatalogDays.First, CatalogDays.Last, "validUntil");
            checks.Period(ValidFrom, ValidUntil, "validUntil");
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder agencies) => agencies.MapPost("/", HandleAsync)
        .WithName(nameof(GrantAgency)).WithSummary("授权代理 Let an agent sell a supplier's products")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<CatalogDb>();

    static async Task<Results<EtagCreated<AgencyView>, Accepted<ProposalView>>> HandleAsync(
        Request request, CatalogDb db, Proposer<CatalogDb> proposer, TimeProvider clock, CancellationToken ct)
    {
        var principal = await db.Suppliers.AsNoTracking().Include(supplier => supplier.Registration)
            .SingleOrDefaultAsync(supplier => supplier.Id == request.PrincipalId, ct) ?? throw new InvalidRequestException(
                "unknown_supplier", "principalId", "该供应商尚未登记。", "The supplier is not registered.");
        AgencyAuthority? agency = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(GrantAgency), $"{request.AgencyId}", request, request.Document, "document",
            PrincipalAndCounty(principal), async () => agency = await GrantAsync(request, db, clock, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(request.AgencyId), AgencyView.Of(agency!), agency!.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Gives the authority that the county of the principal has confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await GrantAsync(request, services.GetRequiredService<CatalogDb>(), services.GetRequiredService<TimeProvider>(), ct);
        return LocationOf(request.AgencyId);
    }

    /// <summary>Who says that an agent may sell: the principal, and the county that answers for it. The agent gains by it.</summary>
    internal static Matter PrincipalAndCounty(Supplier principal) => new(
    [
        new("principal", principal.Registration.PathValue, principal.Id), new("region", principal.Registration.PathValue),
    ]);

    static string LocationOf(Guid agencyId) => $"/catalog/agencies/{agencyId}";

    static async Task<AgencyAuthority> GrantAsync(Request request, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        await db.LockAsync<Supplier>([request.AgentId, request.PrincipalId], ct);
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        var suppliers = await db.Suppliers.Where(supplier => supplier.Id == request.AgentId || supplier.Id == request.PrincipalId)
            .ToDictionaryAsync(supplier => supplier.Id, ct);
        await RequireAsync(request, suppliers, today, db, ct);
        var agency = new AgencyAuthority
        {
            Id = request.AgencyId,
            AgentId = request.AgentId,
            Agent = suppliers[request.AgentId],
            PrincipalId = request.PrincipalId,
            Principal = suppliers[request.PrincipalId],
            ProductIds = request.ProductIds ?? [],
            ValidFrom = request.ValidFrom < today ? today : request.ValidFrom,
            ValidUntil = request.ValidUntil,
            Document = request.Document,
            GrantedAt = now,
        };
        db.Add(agency);
        await db.TellAsync(agency, today, ct);
        return agency;
    }

    static async Task RequireAsync(
        Request request, Dictionary<Guid, Supplier> suppliers, DateOnly today, CatalogDb db, CancellationToken ct)
    {
        if (suppliers.GetValueOrDefault(request.AgentId)?.Type != SupplierType.Agent)
        {
            throw new InvalidRequestException(
                "not_an_agent", "agentId", "受托方须为已登记的经销代理商。", "The one that sells must be registered as an agent.");
        }

        if (suppliers[request.PrincipalId].Type == SupplierType.Agent)
        {
            throw new InvalidRequestException(
                "principal_is_agent", "principalId", "代理商不能再授权他人。", "An agent lets nobody else sell.");
        }

        if (request.ValidUntil < today)
        {
            throw new InvalidRequestException("day_past", "validUntil", "最后一日不能早于今天。", "The last day is today at the earliest.");
        }

        if (request.ProductIds is { } named && await db.Products.CountAsync(
            product => named.Contains(product.Id) && product.SupplierId == request.PrincipalId, ct) != named.Count)
        {
            throw new InvalidRequestException(
                "unknown_product", "productIds", "只能授权代理本供应商的商品。", "These are not all products of the principal.");
        }
    }
}
