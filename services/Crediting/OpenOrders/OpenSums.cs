using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OpenOrders;

/// <summary>What is under way for a pairing now.</summary>
/// <param name="Fen">What it would bring.</param>
/// <param name="Parts">Parts of orders that are not accepted yet.</param>
/// <param name="Due">Those of them that are to arrive on the days that are asked for and have not.</param>
/// <param name="Overdue">Those that have arrived and are not accepted after <see cref="OpenSums.AcceptanceDays"/> days.</param>
public sealed record OpenSum(long Fen, int Parts, int Due, int Overdue)
{
    public static OpenSum None { get; } = new(0, 0, 0, 0);
}

/// <summary>Sums of what is under way (R2, R19).</summary>
static class OpenSums
{
    /// <summary>After so many days from the proof of delivery an acceptance is overdue (R11).</summary>
    public const int AcceptanceDays = 3;

    extension(CreditingDb db)
    {
        /// <summary>By pairing or designation.</summary>
        /// <param name="first">The first day on which what is to arrive is due.</param>
        /// <param name="last">The last one.</param>
        /// <param name="now">By which acceptances are overdue.</param>
        public async Task<Dictionary<Guid, OpenSum>> OpenByHolderAsync(
            DateOnly first, DateOnly last, DateTimeOffset now, CancellationToken ct)
        {
            var before = now.AddDays(-AcceptanceDays);
            return await (
                from credit in db.OpenCredits.AsNoTracking()
                join part in db.OpenParts.AsNoTracking() on credit.PartId equals part.PartId
                group new { credit.Fen, part.DeliverOn, part.DeliveredAt } by credit.HolderId into open
                select new
                {
                    open.Key,
                    Fen = open.Sum(part => part.Fen),
                    Parts = open.Count(),
                    Due = open.Sum(part => part.DeliveredAt == null && part.DeliverOn >= first && part.DeliverOn <= last ? 1 : 0),
                    Overdue = open.Sum(part => part.DeliveredAt != null && part.DeliveredAt < before ? 1 : 0),
                }).ToDictionaryAsync(open => open.Key, open => new OpenSum(open.Fen, open.Parts, open.Due, open.Overdue), ct);
        }

        /// <summary>Of one pairing by supplier.</summary>
        public async Task<IReadOnlyList<(Guid SupplierId, string Name, long Fen, int Parts)>> OpenBySupplierAsync(
            Guid holderId, CancellationToken ct)
        {
            var rows = await (
                from credit in db.OpenCredits.AsNoTracking().Where(credit => credit.HolderId == holderId)
                join part in db.OpenParts.AsNoTracking() on credit.PartId equals part.PartId
                group new { credit.Fen, part.SupplierName } by part.SupplierId into open
                select new { open.Key, Name = open.Max(part => part.SupplierName), Fen = open.Sum(part => part.Fen), Parts = open.Count() })
                .ToListAsync(ct);
            return [.. rows.Select(row => (row.Key, row.Name!, row.Fen, row.Parts))];
        }
    }
}
