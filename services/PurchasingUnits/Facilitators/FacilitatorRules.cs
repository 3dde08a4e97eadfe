using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>What must hold whether a facilitator is registered, revised or moved.</summary>
static class FacilitatorRules
{
    extension(Caller caller)
    {
        /// <summary>Refuses officials of regions that the registration does not lie in.</summary>
        /// <exception cref="ForbiddenException">The facilitator is not the caller's affair.</exception>
        public void MustAnswerFor(Facilitator facilitator)
        {
            if (!caller.SeesAll && (caller.Segment is not { } own
                || !facilitator.LatestRegistration.RegionPath.Contains(own, StringComparison.Ordinal)))
            {
                throw new ForbiddenException(
                    "not_your_region",
                    "您只能办理登记在本地区或下辖地区的帮销主体。",
                    "You can file facilitators of your own region or of regions in it only.");
            }
        }
    }

    extension(UnitsDb db)
    {
        public async Task<Facilitator> FacilitatorAsync(Guid facilitatorId, CancellationToken ct) =>
            await db.Facilitators.SingleOrDefaultAsync(known => known.Id == facilitatorId, ct) ?? throw new NotFoundException(
                "facilitator_not_found",
                $"没有帮销主体 {facilitatorId}，请检查标识。",
                $"There is no facilitator {facilitatorId}; check its id.");

        /// <summary>Makes sure that the unit that it also is exists.</summary>
        public async Task UnitMustExistAsync(Guid? unitId, CancellationToken ct)
        {
            if (unitId is { } id)
            {
                _ = await db.UnitNamedAsync(id, "unitId", ct);
            }
        }

        /// <summary>The stays as registrations.</summary>
        public async Task<List<RegisteredAffiliation>> RegistrationsAsync(
            IEnumerable<(string RegionId, DateOnly From, DateOnly? To)> stays, string field, CancellationToken ct)
        {
            var registrations = new List<RegisteredAffiliation>();
            foreach (var (regionId, from, to) in stays.OrderBy(stay => stay.From))
            {
                registrations.AddRange(await db.StayAsync(await db.RegionNamedAsync(regionId, to, field, ct), from, to, ct));
            }

            return registrations;
        }
    }
}
