using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Printing;
using QRCoder;

namespace Marketplace.Crediting.Certificates;

/// <summary>
/// A certificate on a page of A4, Chinese first. The same certificate always gives the same bytes: the only time in it is the entry's.
/// </summary>
static class CertificatePdf
{
    const double Module = 2.1;

    public static byte[] Of(CreditCertificate certificate) => PrintedPaper.Of(
        $"计量凭证 {certificate.Number}", certificate.Entry.PostedAt, certificate.Entry.EntryId, certificate.Hash(),
        sheet => Draw(certificate, sheet));

    static void Draw(CreditCertificate certificate, PrintedSheet sheet)
    {
        sheet.Write("计量凭证", 22);
        sheet.Write("Certificate of credit", 12);
        sheet.Space(10);
        foreach (var (label, value) in Rows(certificate))
        {
            sheet.Row(label.Both(), value);
        }

        sheet.Space(6);
        sheet.Write(
            "本凭证证明一条计量分录；此后的退货、降价或冲销另记分录。请用验证工具核对数据凭证，并与下列核验码比对。", 8.5);
        sheet.Write(
            "It certifies one entry; what is taken back later is an entry of its own. "
            + "Check the data with the verifier, and compare the text below.",
            8.5);
        sheet.Space(6);
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(certificate.VerificationText(), QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        sheet.Square(
            (row, column) => rows[row][column], rows.Count, Module, "核验码 Verification text", certificate.VerificationText());
    }

    static IEnumerable<(BilingualText Label, string Value)> Rows(CreditCertificate certificate)
    {
        var (sale, entry, proof) = (certificate.Sale, certificate.Entry, certificate.Proof);
        return
        [
            (new("凭证编号", "Number"), certificate.Number),
            (new("计入金额", "Credited"), $"{Yuan(entry.AmountFen)} 元 yuan"),
            (new("其中补贴", "Of which subsidy"), $"{Yuan(entry.SubsidisedFen)} 元 yuan"),
            (new("渠道与层级", "Scheme and tier"), $"{Term(entry.Scheme, (Scheme scheme) => ReportTexts.Of(scheme))} · "
                + Term(entry.Tier, (PairingTier tier) => ReportTexts.Of(tier))),
            (new("计入对象", "Credited to"), $"{entry.EastName}—{entry.WestName}"),
            (new("方式", "Mode"), Term(entry.Mode, (CreditMode mode) => ReportTexts.Of(mode))),
            (new("分录类型", "Type of entry"), Term(entry.EntryType, (EntryType type) => ReportTexts.Of(type))),
            (new("认定日 / 记账月份", "Recognised / posted in"), $"{Day(entry.RecognitionDate)} / {entry.PostingPeriod}"),
            (new("采购单位", "Buyer"), sale.UnitName),
            (new("供应商", "Supplier"), sale.SupplierName),
            .. sale.FacilitatorName is { } facilitator ? [(new("帮销主体", "Facilitator"), facilitator)] : ((BilingualText, string)[])[],
            (new("商品 / 产地", "Goods / origin"), $"{sale.ProductName} / {sale.OriginName}"),
            (new("计入数量 / 验收数量", "Quantity / accepted"), $"{entry.Quantity} / {sale.Accepted} {sale.TradeUnit}"),
            (new("成交单号 / 成交行", "Order / line"), $"{sale.PurchaseNumber} / {sale.LineId} · {sale.AcceptanceNo} · {sale.ShareNo}"),
            (new("本份验收金额", "Accepted value of the share"), $"{Yuan(sale.AmountFen)} 元 yuan"),
            (new("规则 / 口径版本", "Rule / rule set"), $"{entry.Rule} / {entry.RuleSetVersion}"),
            (new("理由", "Reason"), $"{entry.Words.Zh} {entry.Words.En}"),
            (new("分录", "Entry"), $"{entry.EntryNo} · {entry.EntryId}"),
            (new("区块 / 账本头", "Block / signed head"), $"{proof.Block.BlockNo} / {proof.Head.Number}"),
            (new("分录哈希", "Hash of the entry"), proof.LeafHash),
            (new("账本根", "Root of the ledger"), proof.Head.TreeRoot),
            (new("凭证哈希", "Hash of the certificate"), certificate.Hash()),
            (new("签名密钥", "Key"), certificate.KeyId),
            (new("签名", "Signature"), certificate.Signature),
        ];
    }

    static string Term<T>(string name, Func<T, BilingualText> text)
        where T : struct, Enum => text(Enum.Parse<T>(name)).Both();

    static string Yuan(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
