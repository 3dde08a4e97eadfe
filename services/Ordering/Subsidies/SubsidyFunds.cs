using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Subsidies;

/// <summary>
/// The funds of subsidy programs (CR-02): what lines are promised of them, what of that is earned, and what goes back. An order without a
/// subsidy costs no statement here. Programs are changed after their orders were locked, in the order of their ids.
/// </summary>
static class SubsidyFunds
{
    extension(OrderingDb db)
    {
        /// <summary>Promises so much of a program; false, and nothing is changed, when its funds don't suffice or it has ended.</summary>
        public async Task<bool> CommitSubsidyAsync(Guid programId, Money amount, CancellationToken ct) => await db.SubsidyPrograms
            .Where(program => program.ProgramId == programId && program.EndedAt == null
                && program.CommittedFen + amount.Fen <= program.FundsFen)
            .ExecuteUpdateAsync(
                row => row.SetProperty(program => program.CommittedFen, program => program.CommittedFen + amount.Fen), ct) == 1;

        /// <summary>The order ended before anything of it was sent: what it was promised goes back.</summary>
        public async Task ReleaseSubsidiesAsync(Order order, CancellationToken ct)
        {
            if (order.Subsidy > Money.Zero)
            {
                await db.ReleaseAsync(await db.SubsidyGrants.Where(grant => grant.OrderId == order.OrderId).ToListAsync(ct), ct);
            }
        }

        /// <summary>Lines of a part will not be sent: what they were promised goes back.</summary>
        public async Task ReleaseSubsidiesAsync(OrderPart part, IReadOnlyCollection<Guid> lineIds, CancellationToken ct)
        {
            if (part.Subsidy > Money.Zero)
            {
                await db.ReleaseAsync(await db.SubsidyGrants.Where(grant => lineIds.Contains(grant.LineId)).ToListAsync(ct), ct);
            }
        }

        /// <summary>An acceptance has earned what it says; with the last of the part, what is left goes back.</summary>
        public async Task EarnSubsidiesAsync(OrderPart part, DeliveryAccepted accepted, CancellationToken ct)
        {
            if (part.Subsidy == Money.Zero)
            {
                return;
            }

            var grants = await db.SubsidyGrants.Where(grant => grant.PartId == part.PartId).ToListAsync(ct);
            foreach (var line in accepted.Lines.Where(line => line.SubsidyFen is > 0))
            {
                grants.Single(grant => grant.LineId == line.LineId).Earn(new Money(line.SubsidyFen!.Value));
            }

            if (part.IsAccepted)
            {
                await db.ReleaseAsync(grants, ct);
            }
        }

        async Task ReleaseAsync(List<SubsidyGrant> grants, CancellationToken ct)
        {
            foreach (var ofProgram in grants.GroupBy(grant => grant.ProgramId).OrderBy(group => group.Key))
            {
                var rest = ofProgram.Aggregate(Money.Zero, (sum, grant) => sum + grant.ReleaseRest());
                if (rest > Money.Zero)
                {
                    await db.SubsidyPrograms.Where(program => program.ProgramId == ofProgram.Key).ExecuteUpdateAsync(
                        row => row.SetProperty(program => program.CommittedFen, program => program.CommittedFen - rest.Fen), ct);
                }
            }
        }
    }
}
