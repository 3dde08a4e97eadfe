using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Sessions;

/// <summary>A membership as people choose it: with the name of the organisation or office.</summary>
/// <param name="Zh">The name of the body in Chinese.</param>
/// <param name="En">The same in English, where it has one of its own.</param>
public sealed record NamedMembership(Membership Membership, string Zh, string En);

/// <summary>The memberships that a person can act as.</summary>
public static class CarriedMembership
{
    extension(AccountsDb db)
    {
        /// <summary>Those that have not ended, the oldest first. Asked for their own person, who sees them all.</summary>
        public async Task<IReadOnlyList<NamedMembership>> MembershipsOfAsync(Guid accountId, CancellationToken ct)
        {
            var memberships = await db.Memberships.IgnoreQueryFilters().Include(row => row.Account)
                .Where(row => row.AccountId == accountId && row.EndedAt == null)
                .OrderBy(row => row.Id).ToListAsync(ct);
            var names = await db.NamesOfAsync(memberships.Select(row => row.Body), ct);
            return [.. memberships.Select(row => new NamedMembership(row, names[row.Body].Zh, names[row.Body].En))];
        }

        /// <summary>How bodies are called, in Chinese and in English.</summary>
        public async Task<IReadOnlyDictionary<Body, (string Zh, string En)>> NamesOfAsync(IEnumerable<Body> bodies, CancellationToken ct)
        {
            Body[] asked = [.. bodies.Distinct()];
            Guid[] organisationIds = [.. asked.Select(body => body.OrganisationId).OfType<Guid>()];
            string[] regionIds = [.. asked.Select(body => body.RegionId).OfType<string>()];
            var organisations = await db.Organisations.AsNoTracking().Where(row => organisationIds.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
            var regions = await db.Regions.AsNoTracking().Where(row => regionIds.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
            return asked.ToDictionary(body => body, body =>
                body.OrganisationId is { } organisation ? Same(organisations.GetValueOrDefault(organisation, organisation.ToString()))
                : body.RegionId is { } region ? Office(regions.GetValueOrDefault(region, region))
                : body == Body.Nation ? ("国家层面主管部门", "National authority")
                : ("平台", "The platform"));
        }
    }

    static (string Zh, string En) Same(string name) => (name, name);

    static (string Zh, string En) Office(string region) => ($"{region}主管部门", $"Authority of {region}");
}
