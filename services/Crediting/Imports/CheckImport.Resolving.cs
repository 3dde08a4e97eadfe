using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Imports;

/// <content>What a row names: its facilitator, supplier and places.</content>
sealed partial class CheckImport
{
    /// <summary>Replaces what the row names by what that is; null when something can't be found.</summary>
    ImportedRow? Resolve(ImportDraft draft)
    {
        var facilitator = FacilitatorOf(draft);
        var supplier = SupplierOf(draft);
        var (origin, delivery, home) = PlacesOf(draft);
        if (draft.UnitId is { } unit && !_parties.IsUnit(unit))
        {
            draft.Fault(
                ImportColumns.UnitId, "unit_unknown",
                $"没有编号为 {unit} 的采购单位；未登记的采购方请只填名称。",
                $"no purchasing unit has the id {unit}; of a buyer that is not registered give the name only.");
        }

        if (facilitator is null || origin is null || delivery is null || !draft.Row.IsSound)
        {
            return null;
        }

        var supplierPath = supplier?.RegistrationPath is { Length: > 0 } registered ? registered : home?.Path;
        return new ImportedRow
        {
            SheetNumber = draft.Row.SheetNumber,
            SheetName = draft.Row.Sheet,
            RowNumber = draft.Row.Number,
            DocumentNo = draft.DocumentNo,
            FacilitatorId = facilitator.FacilitatorId,
            SupplierId = supplier?.SupplierId ?? StableIds.Of($"import/supplier/{NormalForm.Of(draft.Supplier)}/{supplierPath}"),
            SupplierName = supplier?.Name ?? draft.Supplier,
            SupplierPath = supplierPath,
            ProductName = draft.Product,
            Category = draft.Category,
            ProcessingLevel = draft.Level,
            Recognition = new Recognition
            {
                Number = draft.RecognitionNumber,
                ValidFrom = draft.RecognitionFrom,
                ValidUntil = draft.RecognitionUntil,
            },
            BatchId = draft.BatchId,
            OriginPath = origin.RegionPath,
            OriginName = origin.On(draft.SaleDate).Name,
            Quantity = draft.Quantity,
            Unit = draft.Unit,
            UnitPrice = draft.UnitPrice,
            AmountFen = draft.AmountFen,
            SaleDate = draft.SaleDate,
            UnitId = draft.UnitId ?? StableIds.Of($"import/buyer/{NormalForm.Of(draft.Buyer)}/{delivery.Path}"),
            BuyerName = draft.Buyer,
            DeliveryPath = delivery.RegionPath,
            InvoiceCode = draft.InvoiceCode,
            InvoiceNumber = draft.InvoiceNumber,
            InvoiceTotalFen = draft.InvoiceTotalFen,
            InvoiceDate = draft.InvoiceDate ?? draft.SaleDate,
            Proof = draft.Proof,
            Channel = draft.Channel ?? ChannelOf(facilitator.Kind),
        };
    }

    Facilitator? FacilitatorOf(ImportDraft draft)
    {
        if (draft.Facilitator.Length == 0)
        {
            return null;
        }

        var found = _parties.Facilitators(draft.Facilitator);
        if (found is [var only])
        {
            return only;
        }

        if (found.Count == 0)
        {
            draft.Fault(
                ImportColumns.Facilitator, "facilitator_unknown",
                $"“{draft.Facilitator}”不是已登记的帮销主体，请先登记。",
                $"“{draft.Facilitator}” is no registered facilitator: register it first.");
        }
        else
        {
            draft.Fault(
                ImportColumns.Facilitator, "facilitator_ambiguous",
                $"有 {found.Count} 个帮销主体名为“{draft.Facilitator}”，请填写编号。",
                $"{found.Count} facilitators are called “{draft.Facilitator}”: give the id.");
        }

        return null;
    }

    /// <summary>The registered supplier; one that isn't registered may be named.</summary>
    Supplier? SupplierOf(ImportDraft draft)
    {
        if (draft.Supplier.Length == 0)
        {
            return null;
        }

        var found = _parties.Suppliers(draft.Supplier);
        if (found.Count == 0 && Guid.TryParse(draft.Supplier, out _))
        {
            draft.Fault(
                ImportColumns.Supplier, "supplier_unknown",
                $"没有编号为 {draft.Supplier} 的供应商；未登记的供应商请填写名称。",
                $"no supplier has the id {draft.Supplier}; of one that is not registered give the name.");
        }
        else if (found.Count > 1)
        {
            draft.Fault(
                ImportColumns.Supplier, "supplier_ambiguous",
                $"有 {found.Count} 个供应商名为“{draft.Supplier}”，请填写编号。",
                $"{found.Count} suppliers are called “{draft.Supplier}”: give the id.");
        }

        return found is [var only] ? only : null;
    }

    (Region? Origin, Region? Delivery, Region? Supplier) PlacesOf(ImportDraft draft)
    {
        if (draft.SaleDate == default)
        {
            return default;
        }

        var origin = RegionOf(draft, ImportColumns.OriginCode, draft.OriginCode);
        if (origin is not null && !OriginRegion.IsPossible(origin.Level, origin.Code, _places.HasCounties(origin)))
        {
            var (zh, en) = OriginRegion.Refusal(origin.Name);
            draft.Fault(ImportColumns.OriginCode, OriginRegion.NotCounty, zh, en);
        }

        return (
            origin,
            DeliveryOf(draft),
            draft.SupplierCode is { } code ? PlaceOf(draft, ImportColumns.SupplierCode, code) : null);
    }

    /// <summary>
    /// Where the goods went: halls know the city or the province of their guests at most, and only whether goods left their province is
    /// looked at (CR-05e). A placeholder is no region.
    /// </summary>
    Region? DeliveryOf(ImportDraft draft)
    {
        var region = RegionOf(draft, ImportColumns.DeliveryCode, draft.DeliveryCode);
        if (region is not null && RegionCode.IsPlaceholder(region.Code))
        {
            var (zh, en) = PlaceRegion.PlaceholderRefusal(region.Name);
            draft.Fault(ImportColumns.DeliveryCode, PlaceRegion.Placeholder, zh, en);
        }

        return region;
    }

    /// <summary>The region of the code, which must be a place (CR-20).</summary>
    Region? PlaceOf(ImportDraft draft, string column, string code)
    {
        var region = RegionOf(draft, column, code);
        if (region is not null && !PlaceRegion.IsPossible(region.Level, region.Code, _places.HasCounties(region)))
        {
            var (zh, en) = PlaceRegion.Refusal(region.Name);
            draft.Fault(column, PlaceRegion.NotPlace, zh, en);
        }

        return region;
    }

    Region? RegionOf(ImportDraft draft, string column, string code)
    {
        var found = code.Length == 0 ? null : _places.Find(code, draft.SaleDate);
        if (found is not null || code.Length == 0)
        {
            return found;
        }

        if (_places.OtherTimes(code, draft.SaleDate) is { } other)
        {
            draft.Fault(
                column,
                "region_code_not_valid",
                $"代码 {code}（{other.Region.Name}）在成交日无效，当日代码为 {other.CodeThen ?? "（无）"}。",
                $"the code {code} ({other.Region.Name}) was not valid on the sale date; on that day it was {other.CodeThen ?? "none"}.");
        }
        else
        {
            draft.Fault(column, "region_unknown", $"登记中没有代码为 {code} 的地区。", $"no region of the registry has the code {code}.");
        }

        return null;
    }
}
