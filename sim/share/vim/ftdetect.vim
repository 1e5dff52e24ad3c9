" SPDX-License-Identifier: BSD-3-Clause
autocmd BufRead,BufNewFile *.ripas setlocal filetype=ripas commentstring=#\ %s
