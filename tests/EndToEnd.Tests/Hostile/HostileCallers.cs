using Marketplace.Contracts;
using Marketplace.Testing.Documents;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>Callers of each role: those whose things they are, and strangers.</summary>
sealed class HostileCallers
{
    readonly Dictionary<string, string[]> _byRole;

    HostileCallers(Dictionary<string, string[]> byRole) => _byRole = byRole;

    public static async Task<HostileCallers> SignInAsync(RoadHttp http, Market market, Ours ours, CancellationToken ct)
    {
        Task<string> As(string role, Guid? org, string? region = null, string? tier = null) =>
            http.SignInAsync(role, org, region, tier, ct);

        return new(new Dictionary<string, string[]>
        {
            [Roles.Supplier] = [market.Stalls[0].Token, await As(Roles.Supplier, Guid.CreateVersion7())],
            [Roles.Purchaser] = [market.Buyers[0].Token, await As(Roles.Purchaser, Guid.CreateVersion7())],
            [Roles.Approver] = [await As(Roles.Approver, ours.UnitId), await As(Roles.Approver, Guid.CreateVersion7())],
            [Roles.Carrier] = [market.CarrierToken, await As(Roles.Carrier, Guid.CreateVersion7())],
            [Roles.Keeper] = [await As(Roles.Keeper, Guid.CreateVersion7())],
            [Roles.Facilitator] = [await As(Roles.Facilitator, Guid.CreateVersion7())],
            [Roles.Official] =
            [
                await As(Roles.Official, null, "330211", "County"), await As(Roles.Official, null, "513430", "County"),
                await As(Roles.Official, null, "510000", "Province"), await As(Roles.Official, null, null, "Nation"),
            ],
            [Roles.Auditor] = [market.AuditorToken],
            [Roles.Operator] = [await As(Roles.Operator, null)],
        });
    }

    /// <summary>All callers in these roles, the owners first.</summary>
    public IEnumerable<string> Of(IEnumerable<string> roles) => roles.SelectMany(role => _byRole[role]);

    /// <summary>Mostly one who may call the operation; sometimes anybody.</summary>
    public string Pick(ApiOperation operation, Random random)
    {
        string[] roles = [.. operation.Content.GetProperty("x-roles").EnumerateArray().Select(role => role.GetString()!)];
        if (roles is ["*"] || random.Next(12) == 0)
        {
            roles = [.. _byRole.Keys];
        }

        return HostileBodies.Pick(random, _byRole[HostileBodies.Pick(random, roles)]);
    }
}
