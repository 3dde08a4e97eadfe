using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>← UnitPublished. Keeps where units belong, since a purchase counts for the region of its buyer (CR-06).</summary>
public sealed class LearnUnits(CreditingDb db) : IHear<UnitPublished>
{
    public async Task HearAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        var newest = messages.GroupBy(message => message.UnitId).Select(versions => versions.MaxBy(message => message.Version)!).ToList();
        Guid[] ids = [.. newest.Select(message => message.UnitId)];
        var known = await db.Units.Where(unit => ids.Contains(unit.UnitId)).ToDictionaryAsync(unit => unit.UnitId, ct);
        foreach (var heard in newest)
        {
            if (!known.TryGetValue(heard.UnitId, out var unit))
            {
                unit = new Unit { UnitId = heard.UnitId };
                db.Add(unit);
            }

            unit.Learn(
                heard.Version,
                heard.Name,
                heard.Kind,
                heard.IsCentral,
                heard.ParentId,
                heard.IsPairingDesignated,
                [.. heard.Affiliations.Select(one => new Domain.Affiliation(one.Path, one.ValidFrom, one.ValidTo))]);
        }
    }
}
