using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Subsidies;

/// <summary>The subsidy programs that are not over, some dozens in a nation, and what new orders get of them (CR-02).</summary>
public sealed class KnownSubsidies(OrderingDb db, ShortLivedCache<string, KnownSubsidies.Programs> cache)
{
    const string Current = "current";

    /// <summary>The programs that are not over.</summary>
    public sealed record Programs(IReadOnlyList<SubsidyProgram> All);

    /// <summary>
    /// Promises the lines of a new order what programs pay on top of them: of several that cover a line the oldest. A program whose funds
    /// don't suffice for all its lines of the order gives nothing, and the order goes on without it.
    /// </summary>
    /// <param name="order">With its parts and lines, not saved yet.</param>
    /// <param name="unit">Where its unit belongs.</param>
    /// <param name="day">The day of the order.</param>
    public async Task GrantAsync(Order order, RegionPath unit, DateOnly day, CancellationToken ct)
    {
        List<SubsidyProgram> programs = [.. (await ReadAsync(day, ct)).Where(program => program.IsFor(unit, day))
            .OrderBy(program => program.RegisteredAt)];
        if (programs.Count == 0)
        {
            return;
        }

        var grants = from part in order.Parts
                     from line in part.Lines
                     let program = programs.Find(program => program.On(line) > Money.Zero)
                     where program is not null
                     select SubsidyGrant.Of(program, order.OrderId, line);
        foreach (var ofProgram in grants.GroupBy(grant => grant.ProgramId).OrderBy(group => group.Key))
        {
            var sum = ofProgram.Aggregate(Money.Zero, (amount, grant) => amount + grant.Granted);
            if (await db.CommitSubsidyAsync(ofProgram.Key, sum, ct))
            {
                order.Subsidise([.. ofProgram]);
                db.AddRange(ofProgram);
            }
        }
    }

    /// <summary>A change of the programs is seen by this process from the commit on, and by others a second later.</summary>
    public void Forget() => cache.Forget([Current]);

    async Task<IReadOnlyList<SubsidyProgram>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var found = await cache.GetAsync(
            [Current],
            async _ =>
            [
                new Programs(await db.SubsidyPrograms.AsNoTracking()
                    .Where(program => program.EndedAt == null && program.ValidUntil >= day).ToListAsync(ct)),
            ],
            _ => Current);
        return found[Current].All;
    }
}
