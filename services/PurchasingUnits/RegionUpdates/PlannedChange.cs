using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>What a newer list of regions makes of a region.</summary>
enum PlannedKind
{
    /// <summary>新设: it was not there before.</summary>
    Appears = 1,

    /// <summary>撤销: it ends, and the list names nothing that succeeds it.</summary>
    Ends = 2,

    /// <summary>合并: it ends, and one region goes on.</summary>
    Merged = 3,

    /// <summary>拆分: it ends, and several regions go on.</summary>
    Split = 4,

    /// <summary>划出: it goes on, and gave a part of itself to another.</summary>
    GivesPart = 5,

    /// <summary>更名: another name.</summary>
    Renamed = 6,

    /// <summary>改码: another code, and often another name, as after an upgrade.</summary>
    Recoded = 7,

    /// <summary>划转: another region directly above.</summary>
    Transferred = 8,

    /// <summary>人工登记: people have filed changes of this region, so that the list doesn't change it any more.</summary>
    FiledByHand = 9,
}

/// <summary>One line of the plan of an update.</summary>
/// <param name="Region">The region as it was; as it is when it appears.</param>
/// <param name="On">The first day of what is new.</param>
/// <param name="Becomes">What it becomes: the successors, or the new code and name, or the new region above.</param>
/// <param name="Touched">What depends on the region.</param>
/// <param name="Decision">What people have decided about it; null when nothing.</param>
sealed record PlannedChange(
    PlannedKind Kind, Region Region, DateOnly On, IReadOnlyList<Region> Becomes, TouchedByRegion Touched, RegionDecision? Decision)
{
    /// <summary>What in this change only people can decide, and what happens unless they do; null when nothing.</summary>
    public BilingualText? Question => Kind switch
    {
        PlannedKind.Ends => new(
            "清单没有写明后继地区：请在“后继代码”填写（可用分号填多个），并填依据文号。",
            "The list names no successor: give its code (several with semicolons) and the document."),
        PlannedKind.Merged => Touched.HasAgreements || Touched.IsFormerPovertyCounty ? new(
            "结对、定点、脱贫县名单和产品认定不会自动转到后继地区：请由有关方另行登记。",
            "Pairings, designations, the list of poverty counties and recognitions don't go over by themselves: register them anew.")
            : null,
        PlannedKind.Split => new(
            "有多个后继地区：填写“后继代码”和依据文号，则单位和帮销主体一并转入；不填则逐一登记归属。",
            "Several succeed: with the code of one and the document all units and facilitators go there; without, each is decided."),
        PlannedKind.GivesPart => Touched.Units.Count + Touched.Facilitators.Count == 0 ? null : new(
            "部分区域划出：该区单位须逐一登记归属（留在原区的也须确认）。",
            "It gave a part away: of each unit in it somebody says where it belongs, also when it stays."),
        PlannedKind.Renamed when ContradictsName => new(
            "新旧名称毫无相同之处，清单可能错行：核对后填写依据文号。",
            "The names have nothing in common, the list may be shifted by a row: check, and give the document."),
        PlannedKind.FiledByHand => new(
            "该地区已有人工登记的变更，清单不再更新它：请核对，需要时用地区变更接口登记。",
            "People have filed changes of this region, and no list changes it: compare, and file what is missing by hand."),
        _ => null,
    };

    /// <summary>Whether the update waits for a decision about this change.</summary>
    public bool MustDecide => Kind switch
    {
        PlannedKind.Ends => true,
        PlannedKind.Renamed => ContradictsName && Decision?.Document is null,
        PlannedKind.Split => Decision is { Successors.Count: > 0, Document: null },
        _ => false,
    };

    /// <summary>To whom all units of a region that ends go; null when each is decided.</summary>
    public Region? Successor => Kind switch
    {
        PlannedKind.Merged => Becomes[0],
        PlannedKind.Split when Decision is { Successors: [var code], Document: not null } =>
            Becomes.FirstOrDefault(heir => heir.Code == code),
        _ => null,
    };

    // 县, 区 and 市 at the end say nothing.
    bool ContradictsName => Becomes is [var now] && !now.Name[..^1].Intersect(Region.Name[..^1]).Any();
}

/// <summary>What people have decided about a change, as they wrote it into the plan.</summary>
/// <param name="Successors">Codes of the regions that go on.</param>
/// <param name="Document">On what the decision rests.</param>
sealed record RegionDecision(IReadOnlyList<string> Successors, string? Document);
