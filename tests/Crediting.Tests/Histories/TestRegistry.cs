using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// The small world in which histories take place: regions at every depth, a zone, some counties, and ids for what lives there.
/// </summary>
static class TestRegistry
{
    /// <summary>A zone in 镇海 that may be a party of its own.</summary>
    public const string Zone = "ZONE-ZH";

    /// <summary>Where units belong and eastern parties are.</summary>
    public static readonly string[] East = ["330000", "330200", "330211", "330281", "330106", Zone, "440000", "441900"];

    /// <summary>Where units and facilitators are registered.</summary>
    public static readonly string[] Seats = ["330211", "330211", "330281", "330106", Zone, Zone, "441900"];

    /// <summary>Where western parties are.</summary>
    public static readonly string[] West = ["510000", "513400", "513430", "513431", "520000", "522630"];

    /// <summary>Where goods come from.</summary>
    public static readonly string[] Counties = ["513430", "513430", "513431", "510824", "522630"];

    public static RegionPath Path(string id) => id == Zone ? Places.Path("330211").Child(Zone) : Places.Path(id);

    public static Guid Unit(int number) => Id(1, number);

    public static Guid Facilitator(int number) => Id(2, number);

    public static Guid Supplier(int number) => Id(3, number);

    public static Guid Pairing(int number) => Id(4, number);

    public static Guid Designation(int number) => Id(5, number);

    public static Guid Product(int number) => Id(6, number);

    public static Guid Plan(int number) => Id(7, number);

    /// <summary>An id that is the same in every run, and of version 7 as all are.</summary>
    public static Guid Id(int kind, int number) => new(number, (short)kind, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]);
}
