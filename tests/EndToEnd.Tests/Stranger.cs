namespace Marketplace.EndToEnd.Tests;

/// <summary>What a stranger who tries an endpoint must get.</summary>
enum Stranger
{
    /// <summary>403 or 404, and nothing is changed.</summary>
    Refused = 1,

    /// <summary>A list without anything of ours in it.</summary>
    SeesNothing = 2,

    /// <summary>The same as everybody: the catalogue, regions and pairings are there for all who trade.</summary>
    IsNoStranger = 3,

    /// <summary>No stranger can have the role: it sees everything by its office.</summary>
    CannotBe = 4,

    /// <summary>An answer that refuses each item of ours, as 403 or 404 would, and nothing is changed.</summary>
    RefusedEachItem = 5,

    /// <summary>It says something for itself, which is taken as its word (201, 202) and read by nobody of ours.</summary>
    SpeaksForItself = 6,
}
