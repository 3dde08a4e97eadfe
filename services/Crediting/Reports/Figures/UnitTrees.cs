using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>The tree of units: who is below whom.</summary>
static class UnitTrees
{
    const int LevelsMax = 16;

    extension(CreditingDb db)
    {
        /// <summary>The units below each of these, level by level; the units themselves are not among them.</summary>
        /// <param name="roots">The units at the top.</param>
        /// <param name="knownAt">As the registry was known then; null for now.</param>
        public async Task<IReadOnlyDictionary<Guid, HashSet<Guid>>> UnitTreesAsync(
            Guid[] roots, DateTimeOffset? knownAt, CancellationToken ct)
        {
            var trees = roots.ToDictionary(root => root, _ => new HashSet<Guid>());
            var above = roots.ToDictionary(root => root, root => new List<Guid> { root });
            for (var level = 0; above.Count > 0 && level < LevelsMax; level++)
            {
                Guid[] parents = [.. above.Keys];
                var children = await db.UnitsKnown(knownAt).AsNoTracking()
                    .Where(unit => unit.ParentId != null && parents.Contains(unit.ParentId.Value))
                    .Select(unit => new { unit.UnitId, ParentId = unit.ParentId!.Value }).ToListAsync(ct);
                var next = new Dictionary<Guid, List<Guid>>();
                foreach (var child in children)
                {
                    foreach (var root in above[child.ParentId].Where(root => root != child.UnitId && trees[root].Add(child.UnitId)))
                    {
                        (next.TryGetValue(child.UnitId, out var of) ? of : next[child.UnitId] = []).Add(root);
                    }
                }

                above = next;
            }

            return trees;
        }
    }
}
