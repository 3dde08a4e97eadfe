using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What recognises a person in the gift lists of a unit and a year without a name: a secret, by which staff numbers become keys. It is
/// deleted when the year is long over, and the keys say nothing more then.
/// </summary>
public sealed class GiftYear
{
    const int SecretBytes = 32;

    GiftYear()
    {
    }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>Never shown.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>A year with a secret of its own.</summary>
    public static GiftYear Of(Guid unitId, int year) =>
        new() { UnitId = unitId, Year = year, Secret = RandomNumberGenerator.GetBytes(SecretBytes) };

    /// <summary>The key of a staff number, however wide its characters were typed.</summary>
    public string KeyOf(string staffNo) =>
        Convert.ToHexString(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(NormalForm.Of(staffNo))));
}
