namespace Marketplace.Logistics.Sheets;

/// <summary>How a table is imported.</summary>
/// <param name="DryRun">True to learn what would happen.</param>
/// <param name="OnlySound">True to import the sound rows although others are faulty.</param>
public sealed record ImportMode(bool DryRun = false, bool OnlySound = false);
