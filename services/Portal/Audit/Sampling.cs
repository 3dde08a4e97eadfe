using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Portal.Audit;

/// <summary>
/// A sample that nobody but the auditor could foresee, and that everybody can draw again: those of which SHA-256 over seed, "|" and id is
/// the least.
/// </summary>
static class Sampling
{
    /// <summary>So many of the ids, in the order in which they were drawn.</summary>
    public static IEnumerable<Guid> Draw(IEnumerable<Guid> ids, string seed, int count) =>
        ids.OrderBy(id => Rank(seed, id), StringComparer.Ordinal).Take(count);

    static string Rank(string seed, Guid id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{id}")));
}
