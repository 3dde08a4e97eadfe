using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Platform.Web;

/// <summary>A side that a decision binds: whoever answers for its region speaks for it, and so do the people of its organisation.</summary>
/// <param name="Name">What the side is to the matter, such as "east" or "west"; unique in it.</param>
/// <param name="RegionPath">The region with its ancestors, such as "/330000/330200/".</param>
/// <param name="Organisation">
/// The organisation that speaks for itself, by who trades for it or has the role after which the side is named; null when only
/// officials do.
/// </param>
public sealed record Side(string Name, string RegionPath, Guid? Organisation = null);

/// <summary>What a decision binds.</summary>
/// <param name="Sides">All that it binds, those that gain among them; one at least.</param>
/// <param name="Tier">The lowest tier of officials who may speak in it; null when the sides say enough.</param>
public sealed record Matter(IReadOnlyList<Side> Sides, OfficialTier? Tier = null)
{
    /// <summary>A side for each of the regions, named by its id; what is of no region ("") is the nation's.</summary>
    public static Matter OfRegions(IEnumerable<string> paths) => new([.. paths.Distinct().Select(path => new Side(
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var id] ? id : "nation", path))]);
}

/// <summary>
/// What the caller of a request may decide. Only officials decide for regions, and only for their own and those below; a reading scope,
/// however wide, decides nothing. A handler asks it before it does what it does; a command that declares to be decided by a region or by
/// sides and succeeds without having asked fails, and what it did under an idempotency key is not committed.
/// </summary>
public sealed class Authority(CallerHolder holder)
{
    bool _wasAsked;

    Caller Caller => holder.Current;

    /// <summary>Requires an official of the region, or of one above it.</summary>
    /// <exception cref="ForbiddenException">The caller does not answer for the region, or is of a tier below the matter's.</exception>
    public void Require(string regionPath, OfficialTier? tier = null) => SidesOf(new([new("region", regionPath)], tier));

    /// <summary>Whether the caller may speak for the region: an official of it, or of one above it.</summary>
    public bool AnswersFor(string regionPath)
    {
        _wasAsked = true;
        return Caller.AnswersFor(regionPath);
    }

    /// <summary>Requires an official, of whatever region: for what concerns many, each of which is asked for then.</summary>
    /// <exception cref="ForbiddenException">The caller is none.</exception>
    public void RequireOfficial()
    {
        _wasAsked = true;
        if (!Caller.Has(Caller.Official))
        {
            throw new ForbiddenException("not_an_official", "此事项由官员办理。", "This is done by an official.");
        }
    }

    /// <summary>Requires an official of the nation.</summary>
    /// <exception cref="ForbiddenException">The caller is none.</exception>
    public void RequireNation()
    {
        _wasAsked = true;
        if (!Caller.IsNational)
        {
            throw new ForbiddenException(
                "not_national", "此事项由国家层面的主管官员办理。", "This is decided by an official of the nation.");
        }
    }

    /// <summary>Requires the caller to be above all sides, so that no other need be heard.</summary>
    /// <exception cref="ForbiddenException">The caller is of one side only, or of none.</exception>
    public void RequireAll(Matter matter)
    {
        if (SidesOf(matter).Count < matter.Sides.Count)
        {
            throw new ForbiddenException(
                "one_side_only",
                "此事项约束双方，不能由一方单独决定；请由另一方或共同上级的主管部门办理。",
                "This binds several sides and is not decided by one of them alone; ask the other side or what is above both.");
        }
    }

    /// <summary>The sides for which the caller speaks: all of them, when it is above all.</summary>
    /// <exception cref="ForbiddenException">The caller speaks for none, or is of a tier below the matter's.</exception>
    public IReadOnlyList<Side> SidesOf(Matter matter)
    {
        _wasAsked = true;
        Side[] own = [.. matter.Sides.Where(Speaks)];
        if (own.Length == 0)
        {
            throw new ForbiddenException(
                "not_your_region",
                "您的辖区不是此事项的任何一方；请由任一方或其上级地区的主管部门办理。",
                "Your region is no side of this; ask the authority of one of the sides, or one above it.");
        }

        return matter.Tier is { } tier && Caller.Tier is { } held && held < tier
            ? throw new ForbiddenException(
                "tier_too_low",
                $"此事项属于 {tier} 层级，须由同级或上级的主管部门办理。",
                $"This is a matter of tier {tier}; it takes an official of that tier or above.")
            : own;
    }

    bool Speaks(Side side) => Caller.AnswersFor(side.RegionPath)
        || (side.Organisation is { } organisation && Caller.Org == organisation && IsItsVoice(side));

    /// <summary>
    /// Who trades for an organisation speaks for it. Who does something else for it, such as carrying goods, speaks for the side alone that
    /// is named as the role: an organisation counts only as what the token says.
    /// </summary>
    bool IsItsVoice(Side side) => Caller.Role is "supplier" or "purchaser" or "approver" || side.Name == Caller.Role;

    /// <summary>Fails a command that was about to succeed without asking for the authority that it declares.</summary>
    /// <exception cref="InvalidOperationException">It has not asked.</exception>
    internal void MustHaveBeenAsked(Endpoint? endpoint)
    {
        if (!_wasAsked && endpoint?.Metadata.GetMetadata<DecisionNeeded>() is { IsAsked: true } needed)
        {
            throw new InvalidOperationException($"{endpoint.DisplayName} is decided by {needed.By} and did not ask who decides.");
        }
    }
}
