using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Messages;

/// <summary>The message that publishes the authority of an agent.</summary>
static class AgencyMessage
{
    public static AgencyPublished ToMessage(this AgencyAuthority authority) => new()
    {
        AgencyId = authority.Id,
        Version = authority.Version,
        AgentId = authority.AgentId,
        PrincipalId = authority.PrincipalId,
        ProductIds = authority.ProductIds.Count == 0 ? null : authority.ProductIds,
        ValidFrom = authority.ValidFrom,
        ValidUntil = authority.ValidUntil,
        WithdrawnFrom = authority.WithdrawnFrom,
        Document = authority.Document,
    };
}
