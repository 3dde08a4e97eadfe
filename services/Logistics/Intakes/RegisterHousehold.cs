using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>PUT /logistics/nodes/{nodeId}/households/{householdId}. The keeper says who a household is and where it is paid.</summary>
public static class RegisterHousehold
{
    public const int NameMax = 50;
    public const int AccountMax = 60;

    public sealed record Request : IChecked
    {
        /// <summary>1 to 50 characters.</summary>
        public required string Name { get; init; }

        /// <summary>Where it is paid, at most 60 characters; absent when it is paid in cash.</summary>
        public string? Account { get; init; }

        public void Check(Checks check)
        {
            check.Text(Name, "name", max: NameMax);
            check.TextOrNone(Account, "account", max: AccountMax);
        }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapPut("/{nodeId:guid}/households/{householdId:guid}", HandleAsync)
        .WithName(nameof(RegisterHousehold)).WithSummary("登记交售农户 Say who a household is")
        .For(Roles.Keeper).Decided(DecidedBy.Organisation);

    static async Task<Ok<HouseholdView>> HandleAsync(
        Guid nodeId, Guid householdId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.KeptStationAsync(nodeId, caller, ct);
        Household household;
        if (await db.Households.IgnoreQueryFilters().AnyAsync(known => known.HouseholdId == householdId, ct))
        {
            household = await db.HouseholdAsync(nodeId, householdId, ct);
        }
        else
        {
            household = new Household { HouseholdId = householdId, NodeId = nodeId, RegisteredAt = clock.NowToTheMillisecond() };
            db.Add(household);
        }

        household.Describe(request.Name, request.Account);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(HouseholdView.Of(household));
    }
}

/// <summary>A household as lists show it: masked. Whole names are in the sheet of the pay list alone.</summary>
public sealed record HouseholdView
{
    public required Guid HouseholdId { get; init; }

    /// <summary>The first character and asterisks; absent once it was erased.</summary>
    public string? Name { get; init; }

    /// <summary>The last four characters behind asterisks; absent once it was erased.</summary>
    public string? Account { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    internal static HouseholdView Of(Household household) => new()
    {
        HouseholdId = household.HouseholdId,
        Name = StationScope.Mask(household.Name),
        Account = household.Account is { } account ? Masked.Text(account) : null,
        ErasedAt = household.ErasedAt,
    };
}
