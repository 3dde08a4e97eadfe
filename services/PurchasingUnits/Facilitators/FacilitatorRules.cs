using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>What must hold whether a facilitator is registered, revised or moved.</summary>
static class FacilitatorRules
{
    extension(Facilitator facilitator)
    {
        /// <summary>
        /// Every region in which it is or was registered, or is to be, is bound: its sales move from the credit of
        /// one to that of another (CR-07).
        /// </summary>
        public Matter ToMatterWith(IEnumerable<RegisteredAffiliation> registrations) => Matter.OfRegions(
            [.. facilitator.Registrations.Select(stay => stay.RegionPath), .. registrations.Select(stay => stay.RegionPath)]);
    }

    extension(UnitsDb db)
    {
        public async Task<Facilitator> FacilitatorAsync(Guid facilitatorId, CancellationToken ct) =>
            await db.Facilitators.SingleOrDefaultAsync(known => known.Id == facilitatorId, ct) ?? throw new NotFoundException(
                "facilitator_not_found",
                $"没有帮销主体 {facilitatorId}，请检查标识。",
                $"There is no facilitator {facilitatorId}; check its id.");

        /// <summary>
        /// The facilitator is bound, the region in which it is registered, and the unit that it newly says to be: sales that it helps with
        /// count for the designation of that unit (CR-10).
        /// </summary>
        /// <exception cref="InvalidRequestException">There is no such unit.</exception>
        public async Task<Matter> FacilitatorMatterAsync(
            Facilitator facilitator, Guid? unitId, Guid? formerUnitId, CancellationToken ct)
        {
            var region = facilitator.LatestRegistration.RegionPath;
            List<Side> sides = [new("facilitator", region, facilitator.Id), new("region", region)];
            if (unitId is { } id)
            {
                var unit = await db.UnitNamedAsync(id, "unitId", ct);
                if (unitId != formerUnitId)
                {
                    sides.Add(unit.Named("unit"));
                }
            }

            return new Matter(sides);
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
