using Marketplace.AllInOne.Identity;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Web;

namespace Marketplace.AllInOne.Hosting;
