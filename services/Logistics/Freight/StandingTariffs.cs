using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>How tariffs are found.</summary>
static class StandingTariffs
{
    extension(IQueryable<CarrierTariff> tariffs)
    {
        /// <summary>Those that stand on the day (<see cref="CarrierTariff.IsValidOn"/>).</summary>
        public IQueryable<CarrierTariff> StandingOn(DateOnly day) => tariffs.Where(tariff => tariff.ValidFrom <= day
            && (tariff.ValidUntil == null || tariff.ValidUntil >= day) && (tariff.EndedOn == null || tariff.EndedOn > day));

        /// <summary>Those from any of the regions to any of the others.</summary>
        public IQueryable<CarrierTariff> Between(string[] froms, string[] tos) => tariffs
            .Where(tariff => froms.Contains(tariff.FromRegionId) && tos.Contains(tariff.ToRegionId));

        /// <summary>A page of them by id, with names.</summary>
        /// <param name="page">Which page.</param>
        /// <param name="day">On which carriers stand as they are told.</param>
        /// <param name="ct">Ends the query.</param>
        public async Task<Page<TariffView>> PageAsync(PageQuery page, DateOnly day, CancellationToken ct)
        {
            var rest = Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after
                ? tariffs.Where(tariff => tariff.Id > after)
                : tariffs;
            var found = await rest.AsNoTracking().OrderBy(tariff => tariff.Id).Take(page.Size + 1)
                .Include(tariff => tariff.Carrier).Include(tariff => tariff.From).Include(tariff => tariff.To).ToListAsync(ct);
            return Page.Of(
                found, page.Size, tariff => TariffView.Of(tariff, day), tariff => Cursor.Encode(tariff.Id.ToString()));
        }
    }
}
