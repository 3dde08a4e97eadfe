namespace Marketplace.Routing.Network;

/// <summary>Goods that go together from one place to one dock.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="Origin">Place where they are taken in.</param>
/// <param name="Dock">Place where they are handed over.</param>
/// <param name="WeightKg">Rounded up.</param>
/// <param name="VolumeLitres">Rounded up; 0 when not known.</param>
/// <param name="Class">Temperature class: what is cold never rides with what is not.</param>
/// <param name="Ready">From when on they can be taken in, in seconds from midnight of the first day, as all times are.</param>
/// <param name="Earliest">When unloading at the dock may begin.</param>
/// <param name="Latest">When unloading at the dock has to have begun.</param>
public sealed record Part(
    string Id, int Origin, int Dock, int WeightKg, int VolumeLitres, string Class, int Ready, int Earliest, int Latest);
